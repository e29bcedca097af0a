package org.distributedbrain.app.tiles;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.distributedbrain.job.TileGrid;
import org.jspecify.annotations.Nullable;

/** Draws a tile map into all the room it has, at most once a pulse and only while it is in a scene. Tiles that are small become pixels. */
final class TileCanvas extends Region {
    /** How many workers have colours of their own; others share them. */
    static final int COLOURS = 12;

    private static final int MOST_RECTANGLES = 6_000;
    private static final double SMALLEST = 3;
    private static final Font LETTER = Font.font("Inter SemiBold", 11);

    private final Canvas canvas = new Canvas();
    private final Inks inks;
    private @Nullable TileMap map;
    private boolean byWorker;
    private int cursor = -1;

    TileCanvas() {
        inks = new Inks(styleClasses(), this::requestLayout);
        getStyleClass().add("tile-canvas");
        setMinSize(40, 40);
        getChildren().setAll(inks, canvas);
    }

    private static List<String> styleClasses() {
        List<String> classes = new ArrayList<>(List.of("tile-mark", "tile-cursor", "tile-worker-none"));
        for (TileState state : TileState.values()) {
            classes.add(state.styleClass());
        }
        for (int i = 0; i < COLOURS; i++) {
            classes.add(workerClass(i));
        }
        return classes;
    }

    static String workerClass(int worker) {
        return worker < 0 ? "tile-worker-none" : "tile-worker-" + worker % COLOURS;
    }

    /** What stands on a tile for its worker, and in the legend: A to Z and again. */
    static String letter(int worker) {
        return String.valueOf((char) ('A' + worker % 26));
    }

    void show(@Nullable TileMap now, boolean workersColour) {
        map = now;
        byWorker = workersColour;
        requestLayout();
    }

    /** The tile that is read, or -1. */
    void cursor(int tile) {
        cursor = tile;
        requestLayout();
    }

    /** The tile at a place, or -1. */
    int tileAt(double x, double y) {
        TileMap now = map;
        if (now == null || x < 0 || y < 0 || x >= getWidth() || y >= getHeight()) {
            return -1;
        }
        int across = (int) (x * across(now.grid()) / getWidth());
        int row = (int) (y * now.grid().rowParts() / getHeight());
        return row * across(now.grid()) + across;
    }

    /** Parts of one tile stand beside each other. */
    static int across(TileGrid grid) {
        return grid.colParts() * grid.innerParts();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        TileMap now = map;
        if (now == null || getWidth() < 1 || getHeight() < 1) {
            return;
        }
        int rows = now.grid().rowParts();
        int across = across(now.grid());
        double width = getWidth() / across;
        double height = getHeight() / rows;
        if (width < SMALLEST || height < SMALLEST || (long) rows * across > MOST_RECTANGLES) {
            drawPixels(g, now, rows, across);
        } else {
            drawTiles(g, now, rows, across, width, height);
        }
        if (cursor >= 0 && cursor < rows * across) {
            g.setStroke(inks.of("tile-cursor"));
            g.setLineWidth(2);
            g.strokeRect(
                    cursor % across * width + 1,
                    (double) (cursor / across) * height + 1,
                    Math.max(2, width - 2),
                    Math.max(2, height - 2));
        }
    }

    private void drawTiles(GraphicsContext g, TileMap now, int rows, int across, double width, double height) {
        int parts = now.grid().innerParts();
        double gap = width >= 6 && height >= 6 ? 1 : 0;
        boolean marked = width >= 14 && height >= 14;
        g.setFont(LETTER);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        for (int row = 0; row < rows; row++) {
            double y = Math.round(row * height);
            double h = Math.round((row + 1) * height) - y - gap;
            for (int i = 0; i < across; i++) {
                int tile = row * across + i;
                double x = Math.round(i * width);
                double right = Math.round((i + 1) * width) - (i % parts == parts - 1 ? gap : 0);
                g.setFill(colour(now, tile));
                g.fillRect(x, y, right - x, h);
                if (marked) {
                    mark(g, now, tile, (x + right) / 2, y + h / 2);
                }
            }
        }
    }

    /** What says the same as the colour, for those who see no colours. */
    private void mark(GraphicsContext g, TileMap now, int tile, double x, double y) {
        Color ink = inks.of("tile-mark");
        g.setFill(ink);
        g.setStroke(ink);
        g.setLineWidth(1.5);
        if (byWorker) {
            int worker = now.worker(tile);
            if (worker >= 0) {
                g.fillText(letter(worker), x, y);
            }
            return;
        }
        switch (now.state(tile)) {
            case WAITING, VERIFIED -> {}
            case SENDING -> g.fillPolygon(new double[] {x - 3, x + 4, x - 3}, new double[] {y - 4, y, y + 4}, 3);
            case COMPUTING -> g.fillOval(x - 3, y - 3, 6, 6);
            case VERIFYING -> g.strokeOval(x - 3.5, y - 3.5, 7, 7);
            case REDONE -> {
                g.strokeLine(x - 3, y, x + 3, y);
                g.strokeLine(x, y - 3, x, y + 3);
            }
        }
    }

    /** No more pixels than the screen has: each stands for the tiles below it. */
    private void drawPixels(GraphicsContext g, TileMap now, int rows, int across) {
        int height = Math.min(rows, (int) Math.ceil(getHeight()));
        int width = Math.min(across, (int) Math.ceil(getWidth()));
        int[] states = argb(TileState.values().length, i -> TileState.values()[i].styleClass());
        int[] workers = argb(COLOURS + 1, i -> workerClass(i - 1));
        int[] pixels = new int[height * width];
        for (int y = 0; y < height; y++) {
            int rowEnd = (int) ((y + 1L) * rows / height);
            for (int x = 0; x < width; x++) {
                int end = (int) ((x + 1L) * across / width);
                int shown = -1;
                TileState liveliest = TileState.VERIFIED;
                for (int row = (int) ((long) y * rows / height); row < rowEnd; row++) {
                    for (int i = (int) ((long) x * across / width); i < end; i++) {
                        int tile = row * across + i;
                        TileState state = now.state(tile);
                        liveliest = state.compareTo(liveliest) > 0 ? state : liveliest;
                        shown = shown < 0 ? now.worker(tile) : shown;
                    }
                }
                pixels[y * width + x] =
                        byWorker ? workers[shown < 0 ? 0 : 1 + shown % COLOURS] : states[liveliest.ordinal()];
            }
        }
        WritableImage image = new WritableImage(width, height);
        image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        g.setImageSmoothing(false);
        g.drawImage(image, 0, 0, getWidth(), getHeight());
    }

    private int[] argb(int count, IntFunction<String> styleClass) {
        int[] colours = new int[count];
        for (int i = 0; i < count; i++) {
            Color c = inks.of(styleClass.apply(i));
            colours[i] = 0xFF000000
                    | (int) Math.round(255 * c.getRed()) << 16
                    | (int) Math.round(255 * c.getGreen()) << 8
                    | (int) Math.round(255 * c.getBlue());
        }
        return colours;
    }

    private Color colour(TileMap now, int tile) {
        return inks.of(
                byWorker ? workerClass(now.worker(tile)) : now.state(tile).styleClass());
    }
}
