package org.distributedbrain.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import org.distributedbrain.app.shell.Section;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.Scheme;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every view, with data and empty, dark and light, in two sizes; a picture of each is kept in {@code target/screens}. */
class EveryViewTest {
    private static final SimpleObjectProperty<Scheme> SCHEME = new SimpleObjectProperty<>(Scheme.DARK);
    private static final Path FOLDER = Path.of("target", "screens");

    @BeforeAll
    static void startToolkit() throws Exception {
        Files.createDirectories(FOLDER);
        Fx.start();
        Fx.run(() -> Look.install(SCHEME));
    }

    static Stream<Arguments> views() {
        List<Arguments> all = new ArrayList<>();
        for (Scheme scheme : Scheme.values()) {
            for (int[] size : new int[][] {{1280, 720}, {1920, 1080}}) {
                for (Scenario scenario : List.of(Scenario.EMPTY, Scenario.RUNNING)) {
                    for (Section section : Section.values()) {
                        all.add(Arguments.of(section, scenario, size, scheme));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, {3}")
    @MethodSource("views")
    void a_view_opens_and_every_control_in_it_has_a_name_for_a_screen_reader(
            Section section, Scenario scenario, int[] size, Scheme scheme) {
        Fx.run(() -> SCHEME.set(scheme));
        Scene scene = new Screenshots(FOLDER, SCHEME).take(section, scenario, size);
        assertThat(Fx.get(() -> nameless(scene.getRoot()))).isEmpty();
    }

    /** What takes the focus and would be read out as nothing. */
    private static List<String> nameless(Parent root) {
        return root.lookupAll("*").stream()
                .filter(node -> node instanceof Control && node.isFocusTraversable() && isShown(node))
                .filter(node -> isBlank(node.getAccessibleText()))
                .filter(node -> !(node instanceof Labeled labeled) || isBlank(labeled.getText()))
                .map(Node::toString)
                .toList();
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
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
