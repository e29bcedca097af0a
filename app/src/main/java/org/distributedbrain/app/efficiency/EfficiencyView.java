package org.distributedbrain.app.efficiency;

import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.distributedbrain.app.charts.Legend;
import org.distributedbrain.app.charts.Texture;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.WhileSeen;
import org.kordamp.ikonli.feather.Feather;

/** Where the time goes, above live; below the jobs that are done beside the links of the workers. Live only while it is in a scene. */
public final class EfficiencyView extends VBox {
    private static final double FRAME_MILLIS = 500;
    /** What the figures beside the chart are of. */
    private static final int LATEST = 60;

    private final EfficiencyModel model;
    private final LoadChart chart;
    private final Label[] figures = new Label[5];

    public EfficiencyView(EfficiencyModel model) {
        this.model = model;
        chart = new LoadChart(model);
        setId("efficiency");
        getStyleClass().addAll("view", "efficiency");
        ComboBox<Integer> minutes = minutes();
        HBox head = new HBox(Parts.label(Texts.of("shell.section.efficiency"), "view-title"), Parts.spring(), minutes);
        head.getStyleClass().add("view-head");

        Node jobs = card(Texts.of("efficiency.jobs"), new JobTable(model));
        HBox.setHgrow(jobs, Priority.ALWAYS);
        HBox below = new HBox(jobs, card(Texts.of("efficiency.links"), new LinkTable(model)));
        below.getStyleClass().add("efficiency-tables");
        VBox.setVgrow(below, Priority.ALWAYS);
        Node nothing = Parts.emptyState(
                Feather.PIE_CHART, Texts.of("efficiency.empty.title"), Texts.of("efficiency.empty.text"));
        var empty = Bindings.isEmpty(model.workers()).and(Bindings.isEmpty(model.jobs()));
        Parts.showWhile(nothing, empty);
        VBox all = new VBox(live(), below);
        all.getStyleClass().add("view");
        all.visibleProperty().bind(empty.not());
        StackPane body = new StackPane(all, nothing);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().setAll(head, body);

        WhileSeen.repeat(this, Duration.millis(FRAME_MILLIS), model::resume, () -> model.advance(FRAME_MILLIS));
        model.changes().subscribe(change -> say());
    }

    private ComboBox<Integer> minutes() {
        ComboBox<Integer> minutes = new ComboBox<>(FXCollections.observableArrayList(1, 5, 15));
        minutes.setId("efficiency-minutes");
        minutes.setAccessibleText(Texts.of("efficiency.minutes"));
        Parts.tip(minutes, Texts.of("efficiency.minutes"));
        minutes.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer value) {
                return Texts.of("efficiency.last", Figures.count(value == null ? 0 : value, "minute"));
            }

            @Override
            public Integer fromString(String text) {
                throw new UnsupportedOperationException("nothing is typed here");
            }
        });
        minutes.valueProperty().subscribe(value -> chart.seconds(value == null ? 300 : 60 * value));
        minutes.setValue(5);
        return minutes;
    }

    private Node live() {
        Legend legend = new Legend(
                "ground",
                new Legend.Entry(
                        "computing",
                        Texture.SOLID,
                        Texts.of("efficiency.computing"),
                        Texts.of("efficiency.computing.about")),
                new Legend.Entry(
                        "sending",
                        Texture.RISING,
                        Texts.of("efficiency.transferring"),
                        Texts.of("efficiency.transferring.about")),
                new Legend.Entry(
                        "idle", Texture.SOLID, Texts.of("efficiency.waiting"), Texts.of("efficiency.waiting.about")));
        VBox left = new VBox(chart, legend);
        left.getStyleClass().add("efficiency-live");
        VBox.setVgrow(chart, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.ALWAYS);
        VBox right = new VBox(
                figure(0, Texts.of("efficiency.computing")),
                figure(1, Texts.of("efficiency.transferring")),
                figure(2, Texts.of("efficiency.waiting")),
                figure(3, Texts.of("efficiency.out")),
                figure(4, Texts.of("efficiency.in")),
                Parts.label(Texts.of("efficiency.minute"), "muted", "small"));
        right.getStyleClass().add("efficiency-figures");
        HBox card = new HBox(left, right);
        card.getStyleClass().addAll("card", "efficiency-now");
        return card;
    }

    private Node figure(int index, String name) {
        Label value = Parts.label("–", "metric-value");
        figures[index] = value;
        HBox line = new HBox(Parts.label(name, "muted"), Parts.spring(), value);
        line.getStyleClass().add("efficiency-figure");
        return line;
    }

    private void say() {
        LoadSeries.Sum sum = model.series().latest(LATEST);
        figures[0].setText(Figures.percent(sum.percent(sum.computing())));
        figures[1].setText(Figures.percent(sum.percent(sum.transferring())));
        figures[2].setText(Figures.percent(sum.percent(sum.waiting())));
        figures[3].setText(Figures.bytes(sum.bytesOut()));
        figures[4].setText(Figures.bytes(sum.bytesIn()));
        chart.setAccessibleText(
                Texts.of("efficiency.accessible", figures[0].getText(), figures[1].getText(), figures[2].getText()));
    }

    private static Node card(String title, Node table) {
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox card = new VBox(Parts.label(title, "section-title"), table);
        card.getStyleClass().addAll("card", "efficiency-card");
        return card;
    }
}
