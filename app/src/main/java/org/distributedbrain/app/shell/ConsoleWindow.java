package org.distributedbrain.app.shell;

import java.util.concurrent.Executor;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.start.FailureView;
import org.distributedbrain.app.start.GridStarter;
import org.distributedbrain.app.start.StartModel;
import org.distributedbrain.app.start.StartView;
import org.distributedbrain.app.submit.MatrixProbe;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.ThemeModel;

/** The console's one window, from the start of its orchestrator to its end. On the JavaFX thread. */
public final class ConsoleWindow {

    /** What the window needs of the world around it. */
    public record Surroundings(
            GridStarter starter,
            MatrixProbe probe,
            Tasks tasks,
            Executor screen,
            FileDialogs dialogs,
            Settings settings,
            ThemeModel theme) {}

    private final Stage stage;
    private final Surroundings around;
    private final WindowMemory memory;
    private final StartModel<ConsoleModel> start;
    private final Scene scene = new Scene(new StartView());
    private final Runnable ended;

    /** @param ended called once, on the JavaFX thread, when the window is closed and the orchestrator has ended */
    public ConsoleWindow(Stage stage, Surroundings around, Runnable ended) {
        this.stage = stage;
        this.around = around;
        this.ended = ended;
        this.memory = new WindowMemory(around.settings());
        this.start = new StartModel<>(
                around.starter(),
                around.tasks(),
                running -> new ConsoleModel(
                        running.grid(), around.probe(), around.tasks(), around.screen(), around.settings()),
                System.err::println);
        Look.dress(scene);
        stage.setScene(scene);
        stage.setTitle(Texts.of("shell.title"));
        stage.setOnCloseRequest(this::closeRequested);
        stage.setOnHidden(e -> closed());
        start.phase().subscribe(this::show);
    }

    public void open(ConsoleOptions options) {
        memory.restore(stage);
        stage.show();
        start.start(options);
    }

    private void show(StartModel.Phase<ConsoleModel> phase) {
        scene.getAccelerators().clear();
        scene.getAccelerators()
                .put(new KeyCodeCombination(KeyCode.Q, KeyCombination.SHORTCUT_DOWN), this::requestClose);
        Parent view = viewOf(phase);
        scene.setRoot(view);
        if (view instanceof ConsoleView console) {
            console.focusFirst();
        }
    }

    private Parent viewOf(StartModel.Phase<ConsoleModel> phase) {
        return switch (phase) {
            case StartModel.Starting<ConsoleModel> starting -> new StartView();
            case StartModel.Failed<ConsoleModel> failed ->
                new FailureView(
                        failed.options(), failed.sentence(), around.dialogs(), start::start, this::requestClose);
            case StartModel.Ready<ConsoleModel> ready -> {
                ConsoleView view = new ConsoleView(ready.model(), around.theme(), around.dialogs());
                view.addShortcuts(scene.getAccelerators());
                yield view;
            }
        };
    }

    private void requestClose() {
        stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    private void closeRequested(WindowEvent event) {
        if (start.phase().get() instanceof StartModel.Ready<ConsoleModel> ready) {
            long unfinished = ready.model().jobs().unfinished();
            if (unfinished > 0 && !CloseQuestion.ask(stage, unfinished)) {
                event.consume();
                return;
            }
        }
        memory.note(stage);
        // a close request that was fired by hand does not close the window by itself
        stage.hide();
    }

    /** An orchestrator that is still starting is let start, and then ended: it may be in the middle of migrating its database. */
    private void closed() {
        if (start.phase().get() instanceof StartModel.Starting) {
            start.phase().addListener(o -> end());
        } else {
            end();
        }
    }

    private void end() {
        around.tasks().run("close", this::shutDown, done -> ended.run(), sentence -> {
            System.err.println(sentence);
            ended.run();
        });
    }

    private boolean shutDown() {
        around.settings().save();
        if (start.phase().get() instanceof StartModel.Ready<ConsoleModel> ready) {
            ready.model().close();
            ready.running().close();
        }
        return true;
    }
}
