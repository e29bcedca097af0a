package org.distributedbrain.app.preferences;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Choices;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.app.theme.ThemeModel;
import org.distributedbrain.config.Setting;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;

/** The look, how new jobs begin, and how the orchestrator runs, in cards one below the other. */
public final class PreferencesView extends ScrollPane {
    private static final double WIDEST = 760;
    private static final List<Setting> TUNNEL = List.of(Setting.TUNNEL_TOKEN, Setting.TUNNEL_ALLOWANCE, Setting.TUNNEL);

    private final ServerSettingsModel server;

    public PreferencesView(ServerSettingsModel server, JobDefaults defaults, ThemeModel theme) {
        this.server = server;
        getStyleClass().addAll("bare-scroll", "preferences");
        setFitToWidth(true);
        VBox cards = new VBox(
                Parts.label(Texts.of("preferences.title"), "view-title"),
                look(theme),
                jobs(defaults),
                orchestrator(),
                tunnel());
        cards.getStyleClass().add("view");
        cards.setMaxWidth(WIDEST);
        setContent(cards);
    }

    private static VBox look(ThemeModel theme) {
        SegmentedButton choices = new SegmentedButton(
                scheme(theme, "system", Optional.empty()),
                scheme(theme, "dark", Optional.of(Scheme.DARK)),
                scheme(theme, "light", Optional.of(Scheme.LIGHT)));
        return card("look", row(Texts.of("preferences.theme"), choices));
    }

    private static ToggleButton scheme(ThemeModel theme, String word, Optional<Scheme> choice) {
        ToggleButton button = new ToggleButton(Texts.of("preferences.theme." + word));
        button.setId("theme-" + word);
        theme.chosen().subscribe(now -> button.setSelected(now.equals(choice)));
        button.setOnAction(e -> {
            theme.choose(choice);
            button.setSelected(true);
        });
        return button;
    }

    private static VBox jobs(JobDefaults defaults) {
        return card(
                "jobs",
                row(
                        Texts.of("preferences.job.verification"),
                        Choices.of(
                                "default-verification",
                                Texts.of("preferences.job.verification"),
                                defaults.verification(),
                                new Verification[] {Verification.FREIVALDS, Verification.CPU, Verification.NONE})),
                row(
                        Texts.of("preferences.job.priority"),
                        Choices.of(
                                "default-priority",
                                Texts.of("preferences.job.priority"),
                                defaults.priority(),
                                Priority.values())),
                row(
                        Texts.of("preferences.job.partition"),
                        Choices.of(
                                "default-partition",
                                Texts.of("preferences.job.partition"),
                                defaults.partition(),
                                Partition.values())));
    }

    private VBox orchestrator() {
        VBox card = card("server");
        ServerSettingsModel.SHOWN.stream()
                .filter(setting -> !TUNNEL.contains(setting))
                .forEach(setting -> card.getChildren().add(setting(setting)));
        Label remark = Parts.paragraph(server.remark(), "muted");
        remark.setId("settings-remark");
        Parts.showWhile(remark, Parts.notEmpty(server.remark()));
        card.getChildren()
                .addAll(
                        remark,
                        Parts.paragraph(
                                Texts.of("preferences.file", server.path().toString()), "muted", "small"));
        return card;
    }

    private VBox tunnel() {
        VBox card = card("tunnel");
        TUNNEL.forEach(setting -> card.getChildren().add(setting(setting)));
        return card;
    }

    private Node setting(Setting setting) {
        TextField field = setting.isSecret() ? new PasswordField() : new TextField();
        field.setId("setting-" + setting.key());
        field.setPromptText(prompt(setting));
        field.setAccessibleText(ServerSettingsModel.name(setting));
        field.textProperty().bindBidirectional(server.text(setting));
        field.setOnAction(e -> server.save(setting));
        field.focusedProperty().subscribe(focused -> {
            if (!focused) {
                server.save(setting);
            }
        });
        HBox row = row(ServerSettingsModel.name(setting), field);
        Label problem = Parts.paragraph(server.problem(setting), "error");
        Parts.showWhile(problem, Parts.notEmpty(server.problem(setting)));
        Label meaning = Parts.paragraph(Texts.of("preferences.meaning." + setting.key()), "muted", "small");
        VBox box = new VBox(row, meaning, problem);
        box.getStyleClass().add("preference");
        return box;
    }

    /** What is in force where nothing is written. */
    private static String prompt(Setting setting) {
        String fallback = setting.fallback();
        if (setting == Setting.HTTPS_PORT) {
            return Texts.of("preferences.automatic");
        }
        return fallback.isEmpty() ? Texts.of("preferences.none") : fallback;
    }

    private static VBox card(String name, Node... rows) {
        VBox card = new VBox(Parts.label(Texts.of("preferences.card." + name), "card-title"));
        card.getChildren().addAll(rows);
        card.getStyleClass().addAll("card", "preference-card");
        return card;
    }

    private static HBox row(String name, Node control) {
        Label label = Parts.label(name, "preference-name");
        label.setLabelFor(control);
        HBox row = new HBox(label, control);
        row.getStyleClass().add("preference-row");
        return row;
    }
}
