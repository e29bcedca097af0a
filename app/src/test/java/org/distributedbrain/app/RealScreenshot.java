package org.distributedbrain.app;

import atlantafx.base.controls.ToggleSwitch;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.robot.Robot;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.awaitility.Awaitility;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobView;

/**
 * Opens the console as a person does, runs real jobs through it, and keeps a picture of its window: {@code FILE DATA_FOLDER JOIN_COMMAND…}.
 * Every join command gets the join URL as its last argument and is ended afterwards. Needs a screen, for example Xvfb.
 */
public final class RealScreenshot {
    private RealScreenshot() {}

    public static void main(String[] args) throws Exception {
        Thread console = Thread.ofPlatform()
                .name("console")
                .start(() -> ConsoleApp.open(new String[] {"--port=0", "--data=" + args[1]}));
        until(() -> Window.getWindows().size() == 1 && lookup("#rail") != null);
        Fx.run(() -> new Robot().mouseMove(0, 0));
        Fx.run(() -> ((ToggleSwitch) lookup("#local-worker")).fire());
        until(() -> text("#figure-workers").equals("1"));
        Process[] devices = join(args);
        try {
            until(() -> text("#figure-workers").equals(String.valueOf(1 + devices.length)));
            run("512", "7");
            until(() -> text("#figure-completed").equals("1"));
            run("1024", "8");
            until(() -> text("#figure-completed").equals("2"));
            run("2048", "9");
            until(() -> text("#figure-completed").equals("3"));
            run("8192", "10");
            until(() -> text("#figure-queue").equals("1"));
            until(() -> text(".detail-title").equals("Random matrices, seed 10"));
            JobView shown = Fx.get(RealScreenshot::bestJob);
            until(() -> text(".detail-title").equals(shown.label()));
            TimeUnit.SECONDS.sleep(10); // a picture, not a test: let some of its chunks be done
            Fx.run(() -> Screenshots.write(Window.getWindows().getFirst().getScene(), Path.of(args[0])));
        } finally {
            for (Process device : devices) {
                device.destroy();
            }
        }
        Fx.run(() -> {
            ((ListView<?>) lookup("#jobs")).getSelectionModel().select(0);
            ((Button) lookup("#cancel-job")).fire();
        });
        until(() -> text("#figure-queue").equals("0"));
        Platform.runLater(() -> {
            Window window = Window.getWindows().getFirst();
            window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
        });
        console.join();
    }

    /** Chooses the last finished job, so that its figures are seen beside one that runs. */
    @SuppressWarnings("unchecked")
    private static JobView bestJob() {
        ListView<Row<JobId, JobView>> jobs = (ListView<Row<JobId, JobView>>) lookup("#jobs");
        jobs.getSelectionModel().select(1);
        return jobs.getSelectionModel().getSelectedItem().view().get();
    }

    private static Process[] join(String[] args) throws Exception {
        Fx.run(() -> ((Button) lookup("#section-invite")).fire());
        String url = Fx.get(() -> ((TextField) lookup(".address-field .text-field")).getText());
        Process[] devices = new Process[args.length - 2];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = new ProcessBuilder(args[i + 2], url).inheritIO().start();
        }
        return devices;
    }

    private static void run(String size, String seed) {
        Fx.run(() -> {
            ((Button) lookup("#section-new_job")).fire();
            ((ToggleButton) lookup("#mode-sizes")).fire();
            for (String field : new String[] {"#rows-a", "#cols-a", "#cols-b"}) {
                ((TextField) lookup(field)).setText(size);
            }
            ((TextField) lookup("#seed")).setText(seed);
            ((Button) lookup("#run")).fire();
        });
    }

    private static String text(String selector) {
        return Fx.get(() -> ((Labeled) lookup(selector)).getText());
    }

    private static Node lookup(String selector) {
        return Window.getWindows().getFirst().getScene().getRoot().lookup(selector);
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(90, TimeUnit.SECONDS).until(condition);
    }
}
