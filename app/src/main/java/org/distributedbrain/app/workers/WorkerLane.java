package org.distributedbrain.app.workers;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.charts.Inks;
import org.distributedbrain.app.charts.PulseCanvas;
import org.distributedbrain.app.charts.Raster;
import org.distributedbrain.app.charts.Texture;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.workers.LanePieces.Kind;
import org.distributedbrain.app.workers.LanePieces.Piece;
import org.distributedbrain.job.Attempt;

/** A worker's own lane: its last tasks over time, as in the task stream, with the times of its ends below. */
final class WorkerLane extends VBox {
    private static final double HEIGHT = 22;

    private final Bar bar = new Bar();
    private final Label from = Parts.label("", "muted", "small");
    private final Label to = Parts.label("", "muted", "small");

    WorkerLane(ObservableValue<List<Attempt>> tasks) {
        getStyleClass().add("worker-lane");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().setAll(bar, new HBox(from, Parts.spring(), to));
        Parts.tip(bar, Texts.of("workers.lane.tip"));
        Parts.showWhile(this, tasks.map(list -> !list.isEmpty()).orElse(false));
        tasks.subscribe(this::show);
    }

    private void show(List<Attempt> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        ZoneId zone = ZoneId.systemDefault();
        List<Piece> pieces = LanePieces.of(tasks);
        Instant begin = tasks.stream()
                .map(Attempt::sentAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant end = tasks.stream()
                .map(Attempt::endedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        from.setText(Figures.clock(begin, zone));
        to.setText(Figures.clock(end, zone));
        setAccessibleText(Texts.of(
                "workers.lane.accessible",
                Figures.count(tasks.size(), "task"),
                from.getText(),
                to.getText(),
                Figures.count(
                        pieces.stream()
                                .filter(piece -> piece.kind() == Kind.FAULT)
                                .count(),
                        "fault")));
        bar.show(pieces, begin, end);
    }

    private static final class Bar extends PulseCanvas {
        private static final String GROUND = "idle";

        private final Inks inks = new Inks(
                this::redraw,
                Stream.concat(Arrays.stream(Kind.values()).map(Bar::ink), Stream.of(GROUND))
                        .toArray(String[]::new));
        private final Raster raster = new Raster();
        private List<Piece> pieces = List.of();
        private Instant begin = Instant.EPOCH;
        private double nanos = 1;

        Bar() {
            getStyleClass().add("worker-lane-bar");
            getChildren().add(inks);
            setMinHeight(HEIGHT);
            setPrefHeight(HEIGHT);
            setMaxHeight(HEIGHT);
        }

        private static String ink(Kind kind) {
            return kind.name().toLowerCase(Locale.ROOT);
        }

        void show(List<Piece> now, Instant first, Instant last) {
            pieces = now;
            begin = first;
            nanos = Math.max(1, Duration.between(first, last).toNanos());
            redraw();
        }

        @Override
        protected void draw(GraphicsContext g, double width, double height) {
            int ground = inks.rgb(GROUND);
            raster.clear((int) width, (int) height, ground);
            for (Piece piece : pieces) {
                int ink = inks.rgb(ink(piece.kind()));
                int shade = Texture.shade(ink, ground);
                int first = column(piece.from(), width);
                int last = Math.max(first + 1, column(piece.to(), width));
                for (int x = first; x < Math.min(last, (int) width); x++) {
                    raster.fill(x, 0, (int) height, piece.kind().texture(), ink, shade);
                }
            }
            raster.drawOn(g, 0, 0, 1);
        }

        private int column(Instant at, double width) {
            return (int) Math.clamp(Duration.between(begin, at).toNanos() / nanos * width, 0, width);
        }
    }
}
