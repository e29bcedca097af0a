package org.distributedbrain.app;

import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.distributedbrain.app.dialogs.StageFileDialogs;
import org.distributedbrain.app.live.BackgroundTasks;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.shell.AppIcon;
import org.distributedbrain.app.shell.ConsoleWindow;
import org.distributedbrain.app.start.ConsoleArguments;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.start.GridStarter;
import org.distributedbrain.app.start.OrchestratorStarter;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.SystemScheme;
import org.distributedbrain.app.theme.ThemeModel;
import org.distributedbrain.job.BadInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the console: a window with an orchestrator in the same process. The command line finds this class by its name. */
public final class ConsoleApp {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleApp.class);

    /** JavaFX warns at every start that it is on the class path, which is where we want it. Held, so that the level stays. */
    private static final java.util.logging.Logger JAVAFX = java.util.logging.Logger.getLogger("javafx");

    private ConsoleApp() {}

    /** As {@link #open}. */
    public static void main(String[] arguments) {
        open(arguments);
    }

    /**
     * Opens the window and returns when it is closed and the orchestrator has ended.
     *
     * @param arguments {@code --port --host --data --public-url --allowed-origin}
     * @return the exit status
     * @throws BadInput when an argument is wrong, or no window can be opened here
     */
    public static int open(String[] arguments) {
        ConsoleOptions options = ConsoleArguments.parse(arguments);
        GridStarter starter = new OrchestratorStarter(System.getenv());
        Settings settings = Settings.load(starter.dataFolder(options).resolve("console.properties"));
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        startToolkit(() -> {
            try {
                show(options, starter, settings, ended);
            } catch (RuntimeException | Error e) {
                ended.completeExceptionally(e);
            }
        });
        int status = ended.join();
        Platform.exit();
        return status;
    }

    private static void startToolkit(Runnable first) {
        JAVAFX.setLevel(Level.SEVERE);
        try {
            Platform.startup(first);
        } catch (RuntimeException | LinkageError e) {
            throw new BadInput(Texts.of("start.no_window", String.valueOf(e.getMessage())), e);
        }
        // the window may close before the orchestrator has ended
        Platform.setImplicitExit(false);
    }

    private static void show(
            ConsoleOptions options, GridStarter starter, Settings settings, CompletableFuture<Integer> ended) {
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> LOG.error("In the console's window", e));
        ThemeModel theme = new ThemeModel(settings, SystemScheme.observe());
        Look.install(theme.scheme());
        Stage stage = new Stage();
        stage.getIcons().setAll(AppIcon.images());
        ConsoleWindow.Surroundings around = new ConsoleWindow.Surroundings(
                starter,
                MatrixProbe.FILES,
                new BackgroundTasks(Platform::runLater),
                Platform::runLater,
                new StageFileDialogs(stage),
                settings,
                theme);
        new ConsoleWindow(stage, around, () -> ended.complete(0)).open(options);
    }
}
