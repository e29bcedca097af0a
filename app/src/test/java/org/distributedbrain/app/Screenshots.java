package org.distributedbrain.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.shell.ConsoleModel;
import org.distributedbrain.app.shell.ConsoleView;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.start.FailureView;
import org.distributedbrain.app.start.StartView;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.app.theme.ThemeModel;

/**
 * Renders the real views with made-up grids, in both themes and several sizes, to {@code target/screenshots}. Run it with
 * {@code -Dglass.platform=Headless -Dprism.order=sw}; the same input gives the same pictures.
 */
public final class Screenshots {
    private static final int[][] SIZES = {{1280, 800}, {1680, 1050}, {900, 640}};

    private final Path folder;
    private final SimpleObjectProperty<Scheme> scheme = new SimpleObjectProperty<>(Scheme.DARK);

    private Screenshots(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/screenshots"));
        Fx.start();
        Screenshots all = new Screenshots(folder);
        Fx.run(() -> Look.install(all.scheme));
        for (Scheme scheme : Scheme.values()) {
            Fx.run(() -> all.scheme.set(scheme));
            all.takeAll();
        }
        Platform.exit();
    }

    private void takeAll() {
        for (int[] size : SIZES) {
            for (Scenario scenario : Scenario.values()) {
                take(scenario.name().toLowerCase(Locale.ROOT), size, () -> console(scenario));
            }
        }
        take("starting", SIZES[0], StartView::new);
        take("failure", SIZES[0], Screenshots::failure);
    }

    private ConsoleView console(Scenario scenario) {
        FakeGrid grid = new FakeGrid();
        ConsoleModel model = new ConsoleModel(grid, new FakeProbe(), new ImmediateTasks(), Runnable::run);
        scenario.play(grid, model);
        ThemeModel theme = new ThemeModel(Settings.load(folder.resolve("none")), scheme);
        return new ConsoleView(model, theme, new FakeDialogs());
    }

    private static FailureView failure() {
        return new FailureView(
                ConsoleOptions.local(8080),
                "Port 8080 on 127.0.0.1 is in use by another program: end it, or choose another port, for example with"
                        + " brain --port 8081.",
                new FakeDialogs(),
                options -> {},
                () -> {});
    }

    private void take(String name, int[] size, Supplier<Parent> view) {
        String theme = scheme.get().name().toLowerCase(Locale.ROOT);
        Path file = folder.resolve(name + "-" + size[0] + "-" + theme + ".png");
        Fx.run(() -> {
            Scene scene = new Scene(view.get(), size[0], size[1]);
            Look.dress(scene);
            scene.snapshot(null); // once for the cells of virtual controls to be made
            write(scene, file);
        });
    }

    /** Writes what the scene shows now. On the JavaFX thread. */
    static void write(Scene scene, Path file) {
        try {
            ImageIO.write(picture(scene.snapshot(null)), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage picture(WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            image.getPixelReader().getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), line, 0, width);
            picture.setRGB(0, y, width, 1, line, 0, width);
        }
        return picture;
    }
}
