package org.distributedbrain.app.shell;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.transform.Scale;
import org.distributedbrain.app.theme.Look;

/** The window's icon: the mark, drawn at the sizes that desktops ask for. */
public final class AppIcon {
    private AppIcon() {}

    /** On the JavaFX thread, after the look is installed. */
    public static List<Image> images() {
        return IntStream.of(16, 32, 64, 128).mapToObj(AppIcon::image).toList();
    }

    private static Image image(int size) {
        BrandMark mark = new BrandMark();
        mark.getTransforms().add(new Scale(size / BrandMark.SIZE, size / BrandMark.SIZE));
        Scene scene = new Scene(new Group(mark), size, size, Color.TRANSPARENT);
        Look.dress(scene);
        return scene.snapshot(null);
    }
}
