package org.distributedbrain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.distributedbrain.app.theme.Look;
import org.jspecify.annotations.Nullable;

/** What a person sees in a window, asked from the test's thread. */
public final class OnScreen {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final AtomicReference<Stage> stage = new AtomicReference<>();

    public void show(Stage now) {
        stage.set(now);
    }

    /** Opens a view in a window of its own. On the JavaFX thread. */
    public Stage open(Parent view, int width, int height) {
        Stage window = new Stage();
        window.setScene(new Scene(view, width, height));
        Look.dress(window.getScene());
        window.show();
        show(window);
        return window;
    }

    public Stage stage() {
        return stage.get();
    }

    public boolean has(String selector) {
        return Fx.get(() -> lookup(selector) != null);
    }

    public Node node(String selector) {
        return Fx.get(() -> {
            Node found = lookup(selector);
            assertThat(found).as(selector).isNotNull();
            return found;
        });
    }

    public String text(String selector) {
        return ((Labeled) node(selector)).getText();
    }

    public void press(String selector) {
        Button button = (Button) node(selector);
        Fx.run(button::fire);
    }

    public void untilSeen(String text) {
        until(() -> Fx.get(() -> stage.get().getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(n -> n instanceof Labeled label && text.equals(label.getText()) && isShown(n))));
    }

    /**
     * Where the label with that text is on the screen, as soon as it rests there. A robot that looks for it by itself may find one that the next
     * pulse takes away, because cells are made anew while a view is first laid out.
     */
    public Point2D place(String text) {
        AtomicReference<Point2D> before = new AtomicReference<>();
        until(() -> {
            Point2D now = Fx.get(() -> middle(text));
            return now != null && now.equals(before.getAndSet(now));
        });
        return before.get();
    }

    private @Nullable Point2D middle(String text) {
        return stage.get().getScene().getRoot().lookupAll(".label").stream()
                .filter(n -> n instanceof Labeled label && text.equals(label.getText()) && isShown(n))
                .map(n -> n.localToScreen(n.getBoundsInLocal()))
                .filter(bounds -> bounds != null)
                .map(bounds -> new Point2D(bounds.getCenterX(), bounds.getCenterY()))
                .findFirst()
                .orElse(null);
    }

    public static void until(Callable<Boolean> condition) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    private Node lookup(String selector) {
        return stage.get().getScene().getRoot().lookup(selector);
    }

    private static boolean isShown(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
