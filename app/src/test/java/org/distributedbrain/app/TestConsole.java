package org.distributedbrain.app;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.distributedbrain.app.live.BackgroundTasks;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.shell.ConsoleWindow;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.start.GridStarter;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.app.theme.ThemeModel;
import org.testfx.api.FxRobot;

/** A whole console in a window, driven by mouse and keyboard. The test brings the grid; only the person's file dialogs are always fake. */
public final class TestConsole {
    private static final SimpleObjectProperty<Scheme> SYSTEM = new SimpleObjectProperty<>(Scheme.DARK);

    public final FxRobot robot = new FxRobot();
    public final OnScreen screen = new OnScreen();
    public final FakeDialogs dialogs = new FakeDialogs();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Settings settings;
    private final ThemeModel theme;
    private final ConsoleWindow window;

    /** @param folder for what the console remembers */
    public TestConsole(Path folder, GridStarter starter, MatrixProbe probe) throws InterruptedException {
        Fx.start();
        settings = Settings.load(settingsIn(folder));
        settings.put("window.width", 980);
        settings.put("window.height", 900);
        theme = new ThemeModel(settings, SYSTEM);
        window = Fx.get(() -> {
            Look.install(theme.scheme());
            screen.show(new Stage());
            return new ConsoleWindow(
                    screen.stage(),
                    new ConsoleWindow.Surroundings(
                            starter,
                            probe,
                            new BackgroundTasks(Platform::runLater),
                            Platform::runLater,
                            dialogs,
                            settings,
                            theme),
                    () -> ended.set(true));
        });
    }

    /** Where the console keeps what it remembers. */
    public static Path settingsIn(Path folder) {
        return folder.resolve("console.properties");
    }

    /** Opens the window over a grid that starts at once. */
    public TestConsole open() {
        start(ConsoleOptions.local(0));
        OnScreen.until(() -> screen.has("#rail"));
        return this;
    }

    /** Opens the window, and does not wait. */
    public void start(ConsoleOptions options) {
        Fx.run(() -> window.open(options));
    }

    public ThemeModel theme() {
        return theme;
    }

    /** Presses Ctrl with a key. */
    public void control(KeyCode key) {
        robot.push(KeyCode.CONTROL, key);
    }

    /** Opens the form for a new job. */
    public void newJob() {
        control(KeyCode.N);
        OnScreen.until(() -> screen.has("#run"));
    }

    /** Hides the window if it is open, and waits until everything behind it has ended. */
    public void close() {
        Fx.run(() -> screen.stage().hide());
        OnScreen.until(ended::get);
    }

    public boolean hasEnded() {
        return ended.get();
    }
}
