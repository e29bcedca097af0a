package org.distributedbrain.app;

import atlantafx.base.controls.ToggleSwitch;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.robot.Robot;
import javafx.stage.Window;
import org.awaitility.Awaitility;

/**
 * Opens the console as a person does, runs real jobs through it, and keeps pictures of its window: {@code FOLDER DATA_FOLDER JOIN_COMMAND…}.
 * Every join command gets the join URL as its last argument and is ended afterwards. Needs a screen, for example Xvfb.
 */
public final class RealScreenshot {
    private RealScreenshot() {}

    public static void main(String[] args) throws Exception {
        Thread.ofPlatform()
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
            for (String section : List.of("overview", "jobs", "workers", "stream", "efficiency")) {
                Fx.run(() -> ((Button) lookup("#section-" + section)).fire());
                TimeUnit.SECONDS.sleep(3); // a picture, not a test: let there be something to see
                Path file = Path.of(args[0], section + ".png");
                Fx.run(() -> Screenshots.write(Window.getWindows().getFirst().getScene(), file));
            }
        } finally {
            for (Process device : devices) {
                device.destroy();
            }
        }
        System.exit(0); // the orchestrator closes then
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
        Fx.run(() -> ((Button) lookup("#section-new_job")).fire());
        until(() -> lookup("#mode-sizes") != null);
        Fx.run(() -> {
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
