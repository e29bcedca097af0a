package org.distributedbrain.app.shell;

import atlantafx.base.controls.ToggleSwitch;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HorizontalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.app.theme.ThemeModel;
import org.distributedbrain.app.workers.LocalWorkerModel;
import org.distributedbrain.publish.Totals;
import org.kordamp.ikonli.feather.Feather;

/** The strip above every view: what this is, how the grid is, and the few things that are always at hand. */
final class TopStrip extends HBox {
    /** Below these widths the address and the tunnel's words, and then the name, give way to the figures. */
    private static final double WITH_ADDRESS = 1180;

    private static final double WITH_NAME = 1060;

    TopStrip(ConsoleModel model, ThemeModel theme, Runnable invite, Runnable palette) {
        getStyleClass().add("top-strip");
        Label brand = Parts.label(Texts.of("shell.title"), "brand");
        brand.setGraphic(new BrandMark());
        brand.setMinWidth(Region.USE_PREF_SIZE);
        widthProperty()
                .subscribe(width -> brand.setText(width.doubleValue() >= WITH_NAME ? Texts.of("shell.title") : ""));
        Label address = Parts.label(model.join().address(), "address");
        address.setGraphic(Parts.icon(Feather.GLOBE));
        Parts.showWhile(address, widthProperty().map(width -> width.doubleValue() >= WITH_ADDRESS));
        Label tunnel = Parts.label(
                Bindings.createStringBinding(
                        () -> getWidth() >= WITH_ADDRESS
                                ? model.tunnel().strip().getValue()
                                : "",
                        widthProperty(),
                        model.tunnel().view()),
                "address");
        tunnel.accessibleTextProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.tunnel().strip().getValue(), model.tunnel().view()));
        tunnel.setId("strip-tunnel");
        tunnel.setGraphic(Parts.icon(Feather.CLOUD));
        tunnel.setMinWidth(Region.USE_PREF_SIZE);
        Parts.tip(tunnel, model.tunnel().state());
        Parts.showWhile(tunnel, Parts.notEmpty(model.tunnel().strip()));

        ObservableValue<Totals> totals = model.totals();
        HBox figures = new HBox(
                figure("workers", totals.map(t -> Figures.whole(t.activeWorkers())), Texts.of("shell.figure.workers")),
                figure("queue", totals.map(t -> Figures.whole(t.jobsInQueue())), Texts.of("shell.figure.queue")),
                figure(
                        "completed",
                        totals.map(t -> Figures.whole(t.jobsCompleted())),
                        Texts.of("shell.figure.completed")),
                figure("response", totals.map(TopStrip::response), Texts.of("shell.figure.response")),
                figure(
                        "gigaflops",
                        totals.map(t -> Figures.digits(t.gigaflops())),
                        Texts.of("shell.figure.gigaflops")));
        figures.getStyleClass().add("figures");

        getChildren()
                .setAll(
                        brand,
                        address,
                        tunnel,
                        Parts.spring(),
                        figures,
                        Parts.spring(),
                        localWorker(model.localWorker()),
                        paletteButton(palette),
                        themeButton(theme),
                        inviteButton(invite));
    }

    /** The mean over the jobs of this run; a dash before the first. */
    private static String response(Totals totals) {
        return totals.jobsCompleted() == 0 ? "–" : Figures.duration(totals.averageResponseMs());
    }

    private static VBox figure(String id, ObservableValue<String> value, String name) {
        Label number = Parts.label(value, "figure-value");
        number.setId("figure-" + id);
        VBox box = new VBox(number, Parts.label(name, "figure-name"));
        box.getStyleClass().add("figure");
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private static ToggleSwitch localWorker(LocalWorkerModel model) {
        ToggleSwitch toggle = new ToggleSwitch(Texts.of("shell.local"));
        toggle.setId("local-worker");
        toggle.setLabelPosition(HorizontalDirection.RIGHT);
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.setAccessibleText(Texts.of("shell.local"));
        toggle.disableProperty().bind(model.busy());
        model.on().subscribe(on -> toggle.setSelected(on));
        model.busy().subscribe(busy -> toggle.setSelected(model.on().get() != busy));
        toggle.selectedProperty().subscribe(model::use);
        Parts.tip(toggle, Texts.of("shell.local.tip", Figures.count(model.threads(), "thread")));
        return toggle;
    }

    private static Button paletteButton(Runnable palette) {
        Button button =
                Parts.iconButton(Feather.SEARCH, Texts.of("shell.palette", ConsoleView.PALETTE.getDisplayText()));
        button.setId("palette");
        button.setOnAction(e -> palette.run());
        return button;
    }

    private static Button themeButton(ThemeModel theme) {
        Button button = Parts.iconButton(Feather.SUN, Texts.of("shell.theme.tip", ConsoleView.THEME.getDisplayText()));
        button.setId("theme");
        button.graphicProperty()
                .bind(Bindings.createObjectBinding(
                        () -> Parts.icon(theme.scheme().get() == Scheme.DARK ? Feather.SUN : Feather.MOON),
                        theme.scheme()));
        button.setOnAction(e -> theme.toggle());
        return button;
    }

    private static Button inviteButton(Runnable invite) {
        Button button = new Button(Texts.of("shell.invite"), Parts.icon(Feather.USER_PLUS));
        button.setId("invite");
        button.setMnemonicParsing(true);
        button.getStyleClass().add("accent");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> invite.run());
        Parts.tip(button, Texts.of("shell.invite.tip", Section.INVITE.shortcut().getDisplayText()));
        return button;
    }
}
