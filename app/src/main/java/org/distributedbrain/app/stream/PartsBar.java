package org.distributedbrain.app.stream;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import org.distributedbrain.app.charts.PulseCanvas;
import org.distributedbrain.app.charts.Raster;
import org.distributedbrain.app.charts.Texture;

/** What an attempt spent its time on, as one bar. */
final class PartsBar extends PulseCanvas {
    private static final double HEIGHT = 10;

    private final List<ChunkStory.Part> parts;
    private final LaneInks inks = new LaneInks(this::redraw);
    private final Raster raster = new Raster();

    PartsBar(List<ChunkStory.Part> parts) {
        this.parts = parts;
        getChildren().add(inks.inks());
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        raster.clear((int) width, (int) height, inks.ground());
        double all = parts.stream().mapToDouble(ChunkStory.Part::millis).sum();
        double before = 0;
        for (ChunkStory.Part part : parts) {
            int ink = inks.rgb(part.kind());
            int shade = Texture.shade(ink, inks.ground());
            int begin = (int) Math.round(before / all * width);
            before += part.millis();
            int end = (int) Math.round(before / all * width);
            for (int x = begin; x < end; x++) {
                raster.fill(x, 0, (int) height, LaneInks.texture(part.kind()), ink, shade);
            }
        }
        raster.drawOn(g, 0, 0, 1);
    }
}
