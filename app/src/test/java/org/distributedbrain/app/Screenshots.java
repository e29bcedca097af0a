package org.distributedbrain.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
import org.distributedbrain.app.shell.Section;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.start.FailureView;
import org.distributedbrain.app.start.StartView;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.app.theme.ThemeModel;

/**
 * Renders the real views with made-up grids: {@code FOLDER [VIEW…]}, or all views, in both themes, several sizes and every {@link Scenario}.
 * Run it with {@code -Dglass.platform=Headless -Dprism.order=sw}; the same input gives the same pictures.
 */
public final class Screenshots {
    private static final int[][] SIZES = {{1280, 720}, {1920, 1080}, {900, 640}};

    private final Path folder;
    private final SimpleObjectProperty<Scheme> scheme;

    /** @param scheme must be what {@link Look#install} was given */
    Screenshots(Path folder, SimpleObjectProperty<Scheme> scheme) {
        this.folder = folder;
        this.scheme = scheme;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Set<String> wanted = Set.of(args);
        List<Section> sections = Arrays.stream(Section.values())
                .filter(section ->
                        args.length == 1 || wanted.contains(section.name().toLowerCase(Locale.ROOT)))
                .toList();
        Fx.start();
        SimpleObjectProperty<Scheme> scheme = new SimpleObjectProperty<>(Scheme.DARK);
        Fx.run(() -> Look.install(scheme));
        Screenshots all = new Screenshots(folder, scheme);
        for (Scheme look : Scheme.values()) {
            Fx.run(() -> scheme.set(look));
            for (int[] size : SIZES) {
                for (Section section : sections) {
                    for (Scenario scenario : Scenario.values()) {
                        all.take(section, scenario, size);
                    }
                }
            }
            all.take("starting", SIZES[0], StartView::new);
            all.take("failure", SIZES[0], Screenshots::failure);
        }
        Platform.exit();
    }

    /** Writes a picture of one view and returns the scene that it shows. */
    Scene take(Section section, Scenario scenario, int[] size) {
        String name = (section + "-" + scenario).toLowerCase(Locale.ROOT);
        return take(name, size, () -> console(section, scenario));
    }

    private ConsoleView console(Section section, Scenario scenario) {
        FakeGrid grid = new FakeGrid();
        Settings none = Settings.load(folder.resolve("none"));
        ConsoleModel model = new ConsoleModel(grid, new FakeProbe(), new ImmediateTasks(), Runnable::run, none);
        scenario.play(grid, model);
        model.navigation().open(section);
        return new ConsoleView(model, new ThemeModel(none, scheme), new FakeDialogs());
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

    private Scene take(String name, int[] size, Supplier<Parent> view) {
        String theme = scheme.get().name().toLowerCase(Locale.ROOT);
        Path file = folder.resolve(name + "-" + size[0] + "-" + theme + ".png");
        return Fx.get(() -> {
            Scene scene = new Scene(view.get(), size[0], size[1]);
            Look.dress(scene);
            scene.snapshot(null); // once for the cells of virtual controls to be made
            write(scene, file);
            return scene;
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
