package org.distributedbrain.app.jobs;

import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.distributedbrain.app.charts.HeatColours;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.matrix.MatrixOverview;
import org.jspecify.annotations.Nullable;

/** A matrix as a heat map: of every cell the value that is farthest from the mean, so that an odd one is not lost. */
final class HeatMap extends Region {
    private static final Font SCALE = Font.font("Inter", 11);

    private final Canvas canvas = new Canvas();
    /** Has the colour of text in the theme, and no text. */
    private final Label ink = new Label();

    private @Nullable MatrixOverview matrix;
    private @Nullable Image image;

    /** @param pointed gets in words what the mouse is on; empty when it is on nothing */
    HeatMap(Consumer<String> pointed) {
        getStyleClass().add("heat-map");
        setId("heat-map");
        setMinSize(60, 60);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        ink.textFillProperty().subscribe(fill -> requestLayout());
        getChildren().setAll(ink, canvas);
        setOnMouseMoved(e -> pointed.accept(words(e.getX(), e.getY())));
        setOnMouseExited(e -> pointed.accept(""));
    }

    void show(@Nullable MatrixOverview seen) {
        matrix = seen;
        image = seen == null ? null : HeatColours.image(seen);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        MatrixOverview now = matrix;
        if (now != null && image != null) {
            g.setImageSmoothing(false);
            g.drawImage(image, 0, 0, shownWidth(now), shownHeight(now));
            drawScale(g, now, shownWidth(now) + 14, shownHeight(now));
        }
    }

    /** Which colour is which value: most above, least below. */
    private void drawScale(GraphicsContext g, MatrixOverview m, double x, double height) {
        HeatColours colours = new HeatColours(m.min(), m.max());
        int steps = (int) Math.max(1, height);
        for (int y = 0; y < steps; y++) {
            int argb = colours.argb(colours.to() - (colours.to() - colours.from()) * y / steps);
            g.setFill(Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF));
            g.fillRect(x, y, 12, 1.5);
        }
        g.setFill(ink.getTextFill());
        g.setFont(SCALE);
        g.setTextBaseline(VPos.TOP);
        g.fillText(Figures.value(colours.to()), x + 18, 0);
        g.setTextBaseline(VPos.BOTTOM);
        g.fillText(Figures.value(colours.from()), x + 18, height);
    }

    private double scale(MatrixOverview m) {
        return Math.min(room() / m.cols(), getHeight() / m.rows());
    }

    /** Beside the scale. */
    private double room() {
        return Math.max(1, getWidth() - 100);
    }

    /** In its own proportions, unless one side would vanish. */
    private double shownWidth(MatrixOverview m) {
        return Math.clamp(m.cols() * scale(m), Math.min(24, room()), room());
    }

    private double shownHeight(MatrixOverview m) {
        return Math.clamp(m.rows() * scale(m), Math.min(24, getHeight()), getHeight());
    }

    private String words(double x, double y) {
        MatrixOverview m = matrix;
        if (m == null || x < 0 || y < 0 || x >= shownWidth(m) || y >= shownHeight(m)) {
            return "";
        }
        int row = (int) (y * m.cellRows() / shownHeight(m));
        int col = (int) (x * m.cellCols() / shownWidth(m));
        int cell = row * m.cellCols() + col;
        String where = Texts.of(
                "jobs.look.where",
                range((long) row * m.rows() / m.cellRows(), (row + 1L) * m.rows() / m.cellRows()),
                range((long) col * m.cols() / m.cellCols(), (col + 1L) * m.cols() / m.cellCols()));
        float low = m.least()[cell];
        float high = m.most()[cell];
        if (Float.isNaN(low)) {
            return Texts.of("jobs.look.nothing", where);
        }
        return low == high
                ? Texts.of("jobs.look.value", where, Figures.value(low))
                : Texts.of("jobs.look.range", where, Figures.value(low), Figures.value(high));
    }

    private static String range(long from, long to) {
        return to - from <= 1 ? Figures.whole(from + 1) : Figures.whole(from + 1) + "–" + Figures.whole(to);
    }
}
