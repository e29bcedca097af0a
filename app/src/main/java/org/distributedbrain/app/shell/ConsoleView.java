package org.distributedbrain.app.shell;

import atlantafx.base.controls.ModalPane;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableMap;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.efficiency.EfficiencyView;
import org.distributedbrain.app.faults.FaultsView;
import org.distributedbrain.app.history.HistoryView;
import org.distributedbrain.app.jobs.JobsView;
import org.distributedbrain.app.join.InvitePane;
import org.distributedbrain.app.leaderboard.LeaderboardView;
import org.distributedbrain.app.overview.Overview;
import org.distributedbrain.app.palette.CommandPalette;
import org.distributedbrain.app.palette.PaletteModel;
import org.distributedbrain.app.preferences.PreferencesView;
import org.distributedbrain.app.stream.StreamView;
import org.distributedbrain.app.submit.SubmitForm;
import org.distributedbrain.app.theme.ThemeModel;
import org.distributedbrain.app.workers.WorkersView;
import org.distributedbrain.publish.Totals;

/** The whole of the console's window: the strip above, the views' rail at the left, one view beside it. */
public final class ConsoleView extends StackPane {
    /** From this width on the rail has names beside its icons. */
    private static final double WITH_NAMES = 1180;

    static final KeyCombination PALETTE = control(KeyCode.K);
    static final KeyCombination THEME = control(KeyCode.T);

    private final ConsoleModel model;
    private final ThemeModel theme;
    private final Navigation navigation;
    private final FileDialogs dialogs;
    private final SectionPane pane;
    private final CommandPalette palette;
    private final ModalPane modal = new ModalPane();

    public ConsoleView(ConsoleModel model, ThemeModel theme, FileDialogs dialogs) {
        this.model = model;
        this.theme = theme;
        this.navigation = model.navigation();
        this.dialogs = dialogs;
        getStyleClass().add("console");
        Commands commands = new Commands(model, theme);
        palette = new CommandPalette(new PaletteModel(commands::all), () -> modal.hide());
        modal.setFocusTraversable(false);
        modal.setAlignment(Pos.TOP_CENTER);

        Map<Section, Supplier<? extends Node>> views = views();
        pane = new SectionPane(views);
        BorderPane frame = new BorderPane(pane);
        frame.setLeft(new NavigationRail(navigation, widthProperty().map(width -> width.doubleValue() >= WITH_NAMES)));
        frame.setTop(new VBox(
                new TopStrip(model, theme, () -> navigation.open(Section.INVITE), this::openPalette),
                NoticeBar.standing(model.trouble()),
                NoticeBar.dismissible(model.notice())));
        getChildren().setAll(frame, modal);
        navigation.current().subscribe(pane::show);
    }

    private Map<Section, Supplier<? extends Node>> views() {
        Map<Section, Supplier<? extends Node>> views = new EnumMap<>(Section.class);
        views.put(
                Section.OVERVIEW,
                () -> new Overview(
                        new Overview.Models(model.overview(), model.join(), model.workers(), model.leaderboard()),
                        connected(),
                        new Overview.Doors(
                                model::openWorker,
                                model::openJob,
                                model::openFault,
                                () -> navigation.open(Section.NEW_JOB))));
        views.put(Section.NEW_JOB, () -> new SubmitForm(model.submit(), dialogs));
        views.put(Section.JOBS, () -> new JobsView(model.jobs(), dialogs));
        views.put(Section.WORKERS, () -> new WorkersView(model.workers(), connected()));
        views.put(Section.STREAM, () -> new StreamView(model.stream()));
        views.put(Section.EFFICIENCY, () -> new EfficiencyView(model.efficiency()));
        views.put(Section.LEADERBOARD, () -> new LeaderboardView(model.leaderboard(), model::openWorker));
        views.put(Section.FAULTS, () -> new FaultsView(model.faults(), model::openWorker, model::openJob));
        views.put(Section.HISTORY, () -> new HistoryView(model.history(), dialogs));
        views.put(
                Section.INVITE,
                () -> new InvitePane(model.join(), model.tunnel(), () -> navigation.open(Section.SETTINGS)));
        views.put(Section.SETTINGS, () -> new PreferencesView(model.serverSettings(), model.jobDefaults(), theme));
        return views;
    }

    private ObservableValue<Integer> connected() {
        return model.totals().map(Totals::activeWorkers);
    }

    /** Where typing goes first. */
    void focusFirst() {
        pane.focusFirst();
    }

    /** Adds the keys of the whole window. */
    void addShortcuts(ObservableMap<KeyCombination, Runnable> keys) {
        for (Section section : Section.values()) {
            keys.put(section.shortcut(), () -> navigation.open(section));
        }
        keys.put(new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN), navigation::back);
        keys.put(control(KeyCode.ENTER), model.submit()::run);
        keys.put(THEME, theme::toggle);
        keys.put(PALETTE, this::openPalette);
    }

    private void openPalette() {
        modal.show(palette);
        palette.open();
    }

    private static KeyCombination control(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }
}
