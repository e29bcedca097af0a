package org.distributedbrain.app.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.SampleAttempts;
import org.distributedbrain.app.Samples;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Micros;
import org.distributedbrain.publish.SpanKind;
import org.distributedbrain.publish.WorkerState;
import org.junit.jupiter.api.Test;

class StreamModelTest {
    private static final double NOW = Micros.of(FakeGrid.NOW);

    private final FakeGrid grid = new FakeGrid();
    private final StreamModel model = new StreamModel(grid, new ImmediateTasks());

    private void worker(String name) {
        grid.worker(Samples.worker(name, "laptop", "wasm", "4 cores", WorkerState.IDLE, 0, 0));
    }

    private JobView done(String label) {
        JobView job = Samples.job(label, 64, 64, 64, 4);
        JobView done = Samples.done(job, Samples.metrics(job, 2_000, 2, null));
        grid.job(done);
        return done;
    }

    private void show() {
        model.show(grid.snapshot());
        model.advance(100);
    }

    @Test
    void a_worker_without_a_task_yet_has_an_idle_lane_up_to_the_present() {
        worker("Ann");
        show();
        model.advance(1_000);
        LaneTrack lane = model.lanes().get().all().getFirst();
        assertThat(lane.name()).isEqualTo("Ann");
        assertThat(lane.spans()).hasSize(1).allMatch(span -> span.kind() == SpanKind.IDLE);
        assertThat(lane.track().to(0) - NOW).isCloseTo(1.1e6, within(1e3));
    }

    @Test
    void the_present_stays_in_sight_until_one_pans_and_again_when_one_follows() {
        show();
        model.advance(5_000);
        assertThat(model.range().viewport().get().to()).isGreaterThan(NOW + 5e6);
        model.range().move(-0.5);
        double kept = model.range().viewport().get().to();
        model.advance(5_000);
        assertThat(model.range().viewport().get().to()).isEqualTo(kept);
        model.range().follow().set(true);
        assertThat(model.range().viewport().get().to()).isGreaterThan(NOW + 10e6);
    }

    @Test
    void a_past_job_is_shown_whole_and_its_workers_keep_their_places() {
        worker("Ann");
        worker("Bob");
        JobId job = done("A × B").id();
        grid.tasks(
                List.of(
                        SampleAttempts.verified(job, 0, "Bob", FakeGrid.NOW, 1),
                        SampleAttempts.verified(job, 1, "Ann", FakeGrid.NOW.plusMillis(500), 1)),
                List.of());
        show();
        model.reveal(job);
        assertThat(model.range().viewport().get().from()).isLessThan(NOW);
        assertThat(model.range().viewport().get().to()).isGreaterThan(NOW + 2e6);
        assertThat(model.lanes().get().all()).extracting(LaneTrack::name).containsExactly("Bob", "Ann");

        model.range().closeUp(NOW + 1_300_000, NOW + 1_400_000); // Bob is done by then
        model.advance(100);
        assertThat(model.lanes().get().all()).extracting(LaneTrack::name).containsExactly("Bob", "Ann");
        assertThat(model.lanes().get().resolution()).isLessThan(1_000);
    }

    @Test
    void a_job_that_cannot_be_read_says_why() {
        show();
        grid.job(Samples.job("gone", 8, 8, 8, 1));
        model.reveal(Samples.id("nobody"));
        assertThat(model.source().get()).isEqualTo(StreamSource.LIVE);
    }

    @Test
    void the_story_of_a_chunk_has_all_attempts_in_order_with_what_each_spent_its_time_on() {
        worker("Ann");
        JobId job = done("A × B").id();
        Instant later = FakeGrid.NOW.plusSeconds(1);
        grid.tasks(
                List.of(
                        SampleAttempts.verified(job, 3, "Ann", later, 1),
                        SampleAttempts.verified(job, 2, "Ann", FakeGrid.NOW, 1)),
                List.of());
        show();
        model.reveal(new ChunkId(job, 3));
        ChunkStory story = model.story().story().get();
        assertThat(story.entries()).hasSize(1);
        ChunkStory.Entry entry = story.entries().getFirst();
        assertThat(entry.sentAt()).isEqualTo(later);
        assertThat(entry.parts())
                .extracting(ChunkStory.Part::kind)
                .containsExactly(SpanKind.SENDING, SpanKind.COMPUTING, SpanKind.RETURNING, SpanKind.VERIFYING);
        assertThat(entry.parts().get(1).millis()).isCloseTo(700, within(0.001));
        model.story().close();
        assertThat(model.story().story().get()).isNull();
    }

    @Test
    void a_replay_goes_through_the_job_at_its_speed_and_ends_with_it() {
        JobId job = done("A × B").id();
        show();
        model.reveal(job);
        assertThat(model.replay().speed().get()).isEqualTo(0.1);
        model.replay().speed().set(0.5);
        model.replay().toggle();
        model.advance(1_000);
        assertThat(model.replay().cursor().get()).isEqualTo(NOW + 500_000);
        model.advance(10_000);
        assertThat(model.replay().cursor().get()).isEqualTo(NOW + 2_000_000);
        assertThat(model.replay().playing().get()).isFalse();
        model.replay().toggle();
        assertThat(model.replay().cursor().get()).isEqualTo(NOW);
    }

    @Test
    void the_jobs_can_be_chosen_and_the_choice_survives_what_comes_next() {
        JobId job = done("first").id();
        show();
        model.reveal(job);
        done("second");
        show();
        assertThat(model.sources()).extracting(StreamSource::label).containsExactly("", "second", "first");
        assertThat(model.source().get().id()).isEqualTo(job);
    }
}
