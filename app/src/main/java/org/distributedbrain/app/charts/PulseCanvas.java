package org.distributedbrain.app.charts;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/**
 * A canvas that fills its region and is drawn at most once a pulse, when something asked for it, and only while it is in a scene. Asking
 * costs nothing, and nothing around it is laid out again.
 */
public abstract class PulseCanvas extends Region {
    private final Canvas canvas = new Canvas();
    private final Surface surface = new Surface();

    protected PulseCanvas() {
        getChildren().add(surface);
        setMinSize(0, 0);
    }

    /** Unmanaged, so that its wish to be laid out is its own affair; the pulse lays it out. */
    private final class Surface extends Region {
        Surface() {
            setManaged(false);
            setMouseTransparent(true);
            getChildren().add(canvas);
        }

        @Override
        protected void layoutChildren() {
            if (canvas.getWidth() >= 1 && canvas.getHeight() >= 1) {
                draw(canvas.getGraphicsContext2D(), canvas.getWidth(), canvas.getHeight());
            }
        }
    }

    /** Draws all of it. What was there before has to be cleared. */
    protected abstract void draw(GraphicsContext g, double width, double height);

    /** Has it drawn with the next pulse. */
    public final void redraw() {
        surface.requestLayout();
    }

    @Override
    protected void layoutChildren() {
        surface.resizeRelocate(0, 0, getWidth(), getHeight());
        canvas.setWidth(Math.floor(getWidth()));
        canvas.setHeight(Math.floor(getHeight()));
        redraw();
    }
}
