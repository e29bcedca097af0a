package org.distributedbrain.app.stream;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.HorizontalDirection;
import javafx.geometry.VerticalDirection;
import javafx.scene.input.KeyCode;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.SampleAttempts;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.charts.Viewport;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Micros;
import org.distributedbrain.publish.Span;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** The task stream of a past job, driven by mouse and keyboard. */
class StreamViewTest {
    private final FxRobot robot = new FxRobot();
    private final OnScreen screen = new OnScreen();
    private final FakeGrid grid = new FakeGrid();
    private final StreamModel model = new StreamModel(grid, new ImmediateTasks());

    @BeforeAll
    static void startToolkit() throws Exception {
        Fx.startDark();
    }

    @BeforeEach
    void open() {
        JobView job = Samples.job("A × B", 64, 64, 64, 32);
        grid.job(Samples.done(job, Samples.metrics(job, 2_000, 3, null)));
        SampleAttempts.past(grid, job.id(), 2);
        Fx.run(() -> {
            model.show(grid.snapshot());
            model.reveal(job.id());
            StreamView view = new StreamView(model);
            screen.open(view, 960, 700);
            view.focusFirst();
        });
    }

    @AfterEach
    void close() {
        Fx.run(screen.stage()::hide);
    }

    private Viewport seen() {
        return Fx.get(() -> model.range().viewport().get());
    }

    @Test
    void with_the_keys_alone_one_finds_a_chunk_reads_its_story_and_comes_back() {
        robot.push(KeyCode.DOWN).push(KeyCode.DOWN).push(KeyCode.RIGHT);
        for (int i = 0; i < 6 && Fx.get(() -> model.story().story().get()) == null; i++) {
            robot.push(KeyCode.ENTER).push(KeyCode.RIGHT); // a span without a chunk is only zoomed to
        }
        ChunkStory story = Fx.get(() -> model.story().story().get());
        assertThat(story.entries()).isNotEmpty();
        screen.untilSeen("Chunk " + story.chunk().index());
        robot.push(KeyCode.ESCAPE);
        assertThat(Fx.get(() -> model.story().story().get())).isNull();
        robot.push(KeyCode.F);
        assertThat(seen().span()).isGreaterThan(2e6);
    }

    @Test
    void the_wheel_zooms_and_keys_zoom_and_pan() {
        double span = seen().span();
        robot.moveTo("#task-stream").scroll(3, VerticalDirection.UP);
        OnScreen.until(() -> seen().span() != span);
        double zoomed = seen().span();
        robot.push(KeyCode.PLUS);
        assertThat(seen().span()).isLessThan(zoomed);
        double from = seen().from();
        robot.push(KeyCode.SHIFT, KeyCode.RIGHT);
        assertThat(seen().from()).isGreaterThan(from);
        robot.moveTo("#task-stream").scroll(2, HorizontalDirection.RIGHT);
        OnScreen.until(() -> seen().from() != from);
    }

    @Test
    void the_chosen_job_stays_written_on_the_chooser_while_others_come() {
        assertThat(screen.text("#stream-source > .list-cell")).startsWith("A × B");
        Fx.run(() -> {
            grid.job(Samples.job("C × D", 8, 8, 8, 1));
            model.show(grid.snapshot());
        });
        assertThat(screen.text("#stream-source > .list-cell")).startsWith("A × B");
    }

    @Test
    void a_replay_moves_a_cursor_until_one_ends_it() {
        robot.push(KeyCode.SPACE);
        OnScreen.until(
                () -> Fx.get(() -> model.replay().cursor().get() > model.range().first() + 1_000));
        robot.push(KeyCode.SPACE);
        assertThat(Fx.get(() -> model.replay().playing().get())).isFalse();
        robot.push(KeyCode.ESCAPE);
        assertThat(Fx.get(() -> model.replay().cursor().get())).isNaN();
    }

    @Test
    void a_click_on_a_span_tells_its_chunks_story_and_one_beside_it_closes_that() {
        robot.clickOn("#task-stream"); // nothing is in the middle of the lanes
        assertThat(Fx.get(() -> model.story().story().get())).isNull();
        StreamChart chart = (StreamChart) screen.node("#task-stream");
        double[] at = Fx.get(() -> {
            LaneGeometry where = chart.geometry();
            LaneTrack lane = model.lanes().get().all().getFirst();
            for (Span span : lane.spans()) {
                if (span.chunk() != null) {
                    double middle = (Micros.of(span.from()) + Micros.of(span.to())) / 2.0;
                    var point = chart.localToScreen(
                            where.left() + model.range().viewport().get().x(middle, where.timeWidth()),
                            where.barTop(0) + 5);
                    return new double[] {point.getX(), point.getY()};
                }
            }
            throw new AssertionError("no span has a chunk");
        });
        robot.clickOn(at[0], at[1]);
        OnScreen.until(() -> Fx.get(() -> model.story().story().get()) != null);
    }
}
