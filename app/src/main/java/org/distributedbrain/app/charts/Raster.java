package org.distributedbrain.app.charts;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/** Opaque pixels to be painted one by one and put on a canvas at once: where a chart has thousands of little areas, this is what is quick. */
public final class Raster {
    private int width;
    private int height;
    private int[] pixels = new int[0];
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private @Nullable WritableImage image;

    /** Makes it so large, in pixels, and all of one colour. */
    public void clear(int newWidth, int newHeight, int rgb) {
        if (newWidth != width || newHeight != height || image == null) {
            width = newWidth;
            height = newHeight;
            pixels = new int[width * height];
            PixelBuffer<IntBuffer> fresh =
                    new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            buffer = fresh;
            image = new WritableImage(fresh);
        }
        Arrays.fill(pixels, rgb);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** A pixel that is outside is nowhere. */
    public void set(int x, int y, int rgb) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            pixels[y * width + x] = rgb;
        }
    }

    /** A part of a column, from {@code top} to just before {@code bottom}. */
    public void fill(int x, int top, int bottom, Texture texture, int ink, int shade) {
        if (x < 0 || x >= width) {
            return;
        }
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            pixels[y * width + x] = texture.at(x, y, ink, shade);
        }
    }

    /** Puts it there, each pixel {@code 1 / scale} wide. */
    public void drawOn(GraphicsContext g, double x, double y, double scale) {
        if (buffer != null && image != null) {
            buffer.updateBuffer(all -> null);
            g.drawImage(image, x, y, width / scale, height / scale);
        }
    }

    /** The picture itself. */
    public @Nullable WritableImage image() {
        return image;
    }
}
