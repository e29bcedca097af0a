package org.distributedbrain.app.theme;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Pictures made pixel by pixel. */
public final class Pixels {
    private Pixels() {}

    /** @param argb {@code 0xAARRGGBB}, row by row */
    public static Image image(int width, int height, int[] argb) {
        WritableImage image = new WritableImage(width, height);
        image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return image;
    }
}
