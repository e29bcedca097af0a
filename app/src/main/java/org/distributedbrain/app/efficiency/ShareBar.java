package org.distributedbrain.app.efficiency;

import javafx.scene.canvas.GraphicsContext;
import org.distributedbrain.app.charts.Inks;
import org.distributedbrain.app.charts.PulseCanvas;
import org.distributedbrain.app.charts.Raster;
import org.distributedbrain.app.charts.Texture;
import org.jspecify.annotations.Nullable;

/** Computing, moving bytes and waiting as one bar. */
final class ShareBar extends PulseCanvas {
    private static final double HEIGHT = 12;

    private final Inks inks = new Inks(this::redraw, "ground", "computing", "sending", "idle");
    private final Raster raster = new Raster();
    private @Nullable JobShare share;

    ShareBar() {
        getChildren().add(inks);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    void show(@Nullable JobShare next) {
        share = next;
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        JobShare now = share;
        int ground = inks.rgb("ground");
        g.clearRect(0, 0, width, height);
        if (now == null) {
            return;
        }
        raster.clear((int) width, (int) height, inks.rgb("idle"));
        int first = (int) Math.round(width * now.computing());
        int second = (int) Math.round(width * (now.computing() + now.transferring()));
        int computing = inks.rgb("computing");
        int moving = inks.rgb("sending");
        for (int x = 0; x < second; x++) {
            int ink = x < first ? computing : moving;
            raster.fill(
                    x, 0, (int) height, x < first ? Texture.SOLID : Texture.RISING, ink, Texture.shade(ink, ground));
        }
        raster.drawOn(g, 0, 0, 1);
    }
}
