package org.distributedbrain.app.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.input.TransferMode;
import org.distributedbrain.app.FakeDialogs;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.FileDrag;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.live.BackgroundTasks;
import org.distributedbrain.job.MatmulSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are dropped on the places of A and B, and looked into there. */
class SlotViewTest {
    @TempDir
    Path folder;

    private final FakeGrid grid = new FakeGrid();
    private final OnScreen screen = new OnScreen();
    private final SubmitModel model =
            new SubmitModel(grid, MatrixProbe.FILES, new BackgroundTasks(Platform::runLater), job -> {});

    @BeforeAll
    static void startToolkit() throws Exception {
        Fx.startDark();
    }

    @BeforeEach
    void open() {
        Fx.run(() -> screen.open(new SubmitForm(model, new FakeDialogs()), 960, 600));
    }

    @AfterEach
    void close() {
        Fx.run(screen.stage()::hide);
    }

    private Path csv(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private FileDrag drag(Path... files) {
        return new FileDrag(List.of(files));
    }

    @Test
    void a_dropped_file_shows_its_shape_its_first_values_and_all_of_them_at_a_glance() throws Exception {
        FileDrag drag = drag(csv("A.csv", "1,2,3,4\n5,6.25,7,8\n9,10,nan,-12\n"));
        assertThat(drag.over(screen.node("#slot-A"))).isEqualTo(TransferMode.COPY);
        assertThat(drag.drop(screen.node("#slot-A"))).isTrue();
        screen.untilSeen("3 × 4 · CSV");
        screen.untilSeen("-12 to 10, mean 3.932");
        screen.untilSeen("6.250");
        screen.untilSeen("1 not a number, 0 infinite");
        assertThat(screen.node("#slot-A").getAccessibleText())
                .isEqualTo("Matrix A: A.csv, 3 × 4 · CSV, -12 to 10, mean 3.932, 1 not a number, 0 infinite");
    }

    @Test
    void two_files_that_are_dropped_together_are_a_and_b_and_can_be_run() throws Exception {
        Path a = csv("left.csv", "1,2\n");
        Path b = csv("right.csv", "3\n4\n");
        assertThat(drag(a, b).drop(screen.node("#slot-B"))).isTrue();
        OnScreen.until(() -> !screen.node("#run").isDisabled());
        screen.press("#run");
        OnScreen.until(() -> grid.submitted().size() == 1);
        assertThat(grid.submitted().getFirst().source()).isEqualTo(new MatmulSource.Files(a, b));
    }

    @Test
    void what_is_no_file_is_not_taken_and_a_wrong_file_says_why_below() throws Exception {
        assertThat(drag().over(screen.node("#slot-A"))).isNull();
        Path wrong = csv("A.csv", "1,2\n3,x\n");
        drag(wrong).drop(screen.node("#slot-A"));
        screen.untilSeen("A: " + wrong
                + ", line 2, column 2, is 'x', which is not a number; write a number, or nan; fields are separated by"
                + " comma, semicolon or tab.");
        screen.untilSeen("Cannot be used");
        assertThat(screen.node("#run").isDisabled()).isTrue();
    }
}
