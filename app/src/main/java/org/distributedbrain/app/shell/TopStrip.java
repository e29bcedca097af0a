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
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.app.theme.ThemeModel;
import org.distributedbrain.app.workers.LocalWorkerModel;
import org.distributedbrain.publish.Totals;
import org.kordamp.ikonli.feather.Feather;

/** The strip above every view: what this is, how the grid is, and the few things that are always at hand. */
final class TopStrip extends HBox {
    /** Below these widths the address, and then the name, give way to the figures. */
    private static final double WITH_ADDRESS = 1180;

    private static final double WITH_NAME = 1000;

    TopStrip(ConsoleModel model, ThemeModel theme, Runnable invite) {
        getStyleClass().add("top-strip");
        Label brand = Parts.label("The Distributed Brain", "brand");
        brand.setGraphic(new BrandMark());
        brand.setMinWidth(Region.USE_PREF_SIZE);
        widthProperty()
                .subscribe(width -> brand.setText(width.doubleValue() >= WITH_NAME ? "The Distributed Brain" : ""));
        Label address = Parts.label(model.join().address(), "address");
        address.setGraphic(Parts.icon(Feather.GLOBE));
        Parts.showWhile(address, widthProperty().map(width -> width.doubleValue() >= WITH_ADDRESS));

        ObservableValue<Totals> totals = model.totals();
        HBox figures = new HBox(
                figure("workers", totals.map(t -> Figures.whole(t.activeWorkers())), "Workers"),
                figure("queue", totals.map(t -> Figures.whole(t.jobsInQueue())), "In queue"),
                figure("completed", totals.map(t -> Figures.whole(t.jobsCompleted())), "Completed"),
                figure("gigaflops", totals.map(t -> Figures.digits(t.gigaflops())), "GFLOP/s"));
        figures.getStyleClass().add("figures");

        getChildren()
                .setAll(
                        brand,
                        address,
                        Parts.spring(),
                        figures,
                        Parts.spring(),
                        localWorker(model.localWorker()),
                        themeButton(theme),
                        inviteButton(invite));
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
        ToggleSwitch toggle = new ToggleSwitch("Use this computer too");
        toggle.setId("local-worker");
        toggle.setLabelPosition(HorizontalDirection.RIGHT);
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.setAccessibleText("Use this computer too");
        toggle.disableProperty().bind(model.busy());
        model.on().subscribe(on -> toggle.setSelected(on));
        model.busy().subscribe(busy -> toggle.setSelected(model.on().get() != busy));
        toggle.selectedProperty().subscribe(model::use);
        Parts.tip(toggle, "Adds this computer as a worker with " + Figures.count(model.threads(), "thread"));
        return toggle;
    }

    private static Button themeButton(ThemeModel theme) {
        Button button = Parts.iconButton(Feather.SUN, "Switch between dark and light (Ctrl+T)");
        button.setId("theme");
        button.graphicProperty()
                .bind(Bindings.createObjectBinding(
                        () -> Parts.icon(theme.scheme().get() == Scheme.DARK ? Feather.SUN : Feather.MOON),
                        theme.scheme()));
        button.setOnAction(e -> theme.toggle());
        return button;
    }

    private static Button inviteButton(Runnable invite) {
        Button button = new Button("_Invite", Parts.icon(Feather.USER_PLUS));
        button.setId("invite");
        button.setMnemonicParsing(true);
        button.getStyleClass().add("accent");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> invite.run());
        Parts.tip(button, "Show the invitation (Ctrl+I)");
        return button;
    }
}
