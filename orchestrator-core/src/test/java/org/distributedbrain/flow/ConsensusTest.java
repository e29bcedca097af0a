package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.Verification;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.junit.jupiter.api.Test;

class ConsensusTest {
    private static final Verdict RIGHT = new Verdict.Passed(new Evidence(0, 0, 0, 0.0));
    private static final Verdict WRONG = new Verdict.Wrong("The value in row 0, column 0 came back as 7; it is 8.");

    private final TestCore core = new TestCore(new FlowLimits(2, Duration.ofSeconds(30), 6, 1_000));
    private final List<Command.SendChunk> given = new ArrayList<>();
    private int jobs;

    private void join(String name) {
        join(name, "127.0.0.1", Standing.NEWCOMER);
    }

    private void join(String name, String address, Standing standing) {
        core.happens(new Event.WorkerJoined(new WorkerProfile(
                new WorkerId(name),
                name,
                "phone",
                "wasm",
                "device",
                Set.of("mandelbrot"),
                TestCore.PLENTY,
                TestCore.PLENTY,
                TestCore.PLENTY,
                Set.of(),
                address,
                null,
                standing,
                Capabilities.UNTOLD)));
        given.addAll(core.sent());
    }

    /** A job of as many chunks. */
    private JobId submit(int chunks, Verification verification) {
        JobId id = new JobId(new UUID(0, ++jobs).toString());
        TileSource source = new TileSource("mandelbrot", 32, 32 * chunks, 10, new TreeMap<>());
        JobOptions options = new JobOptions(Partition.AUTO, Priority.NORMAL, verification);
        core.happens(new Event.JobSubmitted(
                Job.of(id, new MatmulSize(32, 1, 32 * chunks), source, options, "test", List.of(), core.now())));
        given.addAll(core.sent());
        return id;
    }

    /** The worker returns its oldest task of the job. */
    private void give(String name, JobId job, String values) {
        Command.SendChunk sent = task(name, job);
        given.remove(sent);
        core.happens(new Event.TaskComputed(sent.worker(), sent.task(), 5));
        given.addAll(core.sent());
        core.happens(new Event.ChunkReturned(sent.worker(), sent.task()));
        assertThat(core.commands(Command.DigestChunk.class)).hasSize(1);
        given.addAll(core.sent());
        core.happens(new Event.ChunkDigested(sent.task(), values, 123));
        given.addAll(core.sent());
    }

    private Command.SendChunk task(String name, JobId job) {
        return given.stream()
                .filter(sent -> sent.worker().equals(new WorkerId(name)))
                .filter(sent -> sent.chunk().id().job().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private List<String> workers() {
        return given.stream().map(sent -> sent.worker().value()).toList();
    }

    private void judge(Verdict verdict) {
        List<Command.CheckChunk> asked = core.commands(Command.CheckChunk.class);
        assertThat(asked).hasSize(1);
        core.happens(new Event.ChunkChecked(asked.getFirst().task(), verdict));
        given.addAll(core.sent());
    }

    private Fact.ChunkVerified store() {
        TaskId task = core.commands(Command.StoreChunk.class).getFirst().task();
        core.happens(new Event.ChunksStored(List.of(task)));
        given.addAll(core.sent());
        return core.facts(Fact.ChunkVerified.class).getFirst();
    }

    private List<String> accepted() {
        return core.commands(Command.AcceptResult.class).stream()
                .map(accept -> accept.worker().value())
                .toList();
    }

    private List<String> quarantined() {
        return core.facts(Fact.WorkerJudged.class).stream()
                .filter(judged -> judged.standing().isQuarantined())
                .map(judged -> judged.worker().value())
                .toList();
    }

    @Test
    void a_quorum_asks_as_many_different_workers_and_credits_all_who_agree() {
        List.of("a", "b", "c", "d").forEach(this::join);
        JobId job = submit(1, Verification.quorum(2, 3));
        assertThat(workers()).hasSize(3).doesNotHaveDuplicates();
        List<String> asked = workers();
        give(asked.get(0), job, "same");
        give(asked.get(1), job, "same");
        assertThat(core.commands(Command.StoreChunk.class)).isEmpty();
        give(asked.get(2), job, "same");
        assertThat(core.commands(Command.CheckChunk.class)).isEmpty();
        Fact.ChunkVerified verified = store();
        assertThat(verified.agreed()).isEqualTo(3);
        assertThat(verified.operations()).isEqualTo(123);
        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(core.facts(Fact.WorkerCredited.class))
                .hasSize(3)
                .allSatisfy(credit -> assertThat(credit.operations()).isEqualTo(123));
    }

    @Test
    void who_differs_is_found_out_by_computing_the_chunk_here() {
        List.of("a", "b", "c").forEach(this::join);
        JobId job = submit(1, Verification.quorum(2, 3));
        give("a", job, "right");
        give("b", job, "wrong");
        judge(RIGHT);
        assertThat(quarantined()).containsExactly("b");
        assertThat(core.commands(Command.RejectResult.class))
                .extracting(reject -> reject.worker().value() + " " + reject.reason())
                .containsExactly("b wrong");
        give("c", job, "right");
        assertThat(store().agreed()).isEqualTo(3); // two workers and this computer
        assertThat(accepted()).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void a_majority_of_liars_does_not_win_and_more_are_asked() {
        List.of("a", "b", "c").forEach(this::join);
        JobId job = submit(1, Verification.quorum(2, 3));
        give("a", job, "the same lie");
        give("b", job, "the same lie");
        give("c", job, "right");
        judge(WRONG);
        assertThat(quarantined()).containsExactlyInAnyOrder("a", "b");
        assertThat(core.commands(Command.StoreChunk.class)).isEmpty();
        join("d");
        join("e");
        give("d", job, "right");
        assertThat(core.commands(Command.StoreChunk.class)).isEmpty();
        give("e", job, "right");
        assertThat(store().agreed()).isEqualTo(3);
    }

    @Test
    void a_quorum_waits_for_workers_and_says_so() {
        join("a");
        join("b");
        JobId job = submit(1, Verification.quorum(2, 3));
        give("a", job, "same");
        give("b", job, "same");
        core.pass(Duration.ofSeconds(1));
        assertThat(core.job(job).waitingFor())
                .isEqualTo(
                        "Each chunk of this job is to be computed by 3 different workers, and 2 are connected that can:"
                                + " open the join link on another device.");
        join("c");
        give("c", job, "same");
        assertThat(store().agreed()).isEqualTo(3);
    }

    @Test
    void one_worker_alone_is_checked_by_this_computer() {
        join("a");
        JobId job = submit(1, Verification.SPOT);
        give("a", job, "right");
        judge(RIGHT);
        assertThat(store().agreed()).isEqualTo(2);
    }

    @Test
    void newcomers_are_checked_by_each_other() {
        join("a");
        join("b");
        JobId job = submit(1, Verification.SPOT);
        give("a", job, "right");
        give("b", job, "right");
        assertThat(core.commands(Command.CheckChunk.class)).isEmpty();
        assertThat(store().agreed()).isEqualTo(2);
    }

    @Test
    void a_worker_at_another_address_is_preferred() {
        join("one", "10.0.0.1", Standing.NEWCOMER);
        join("beside", "10.0.0.1", Standing.NEWCOMER);
        join("elsewhere", "10.0.0.2", Standing.NEWCOMER);
        submit(1, Verification.SPOT);
        assertThat(workers()).hasSize(2).contains("elsewhere");
    }

    @Test
    void what_a_record_vouched_for_is_computed_again_when_that_record_is_worth_nothing_any_more() {
        join("old", "10.0.0.1", new Standing(1_000, 1_000_000_000, 0, null));
        JobId job = submit(2, Verification.SPOT);
        give("old", job, "looks fine");
        Fact.ChunkVerified vouched = store();
        assertThat(vouched.agreed()).isEqualTo(1);
        assertThat(core.facts(Fact.WorkerCredited.class).getFirst().standing().consecutive())
                .isEqualTo(1_000_000_000);
        core.happens(new Event.QuarantineRequested(new WorkerId("old"), Standing.NEWCOMER, "It was seen to lie."));
        assertThat(core.facts(Fact.ChunkDoubted.class))
                .containsExactly(new Fact.ChunkDoubted(vouched.chunk().id(), new WorkerId("old"), core.now()));
        given.clear();
        join("honest");
        for (int chunk = 0; chunk < 2; chunk++) {
            give("honest", job, "right");
            judge(RIGHT);
            assertThat(store().agreed()).isEqualTo(2);
        }
        assertThat(core.commands(Command.SealResult.class)).hasSize(1);
        core.happens(new Event.ResultSealed(job));
        assertThat(core.job(job).metrics().chunksCompared()).isEqualTo(2);
    }

    @Test
    void a_jobs_figures_tell_how_many_of_its_chunks_were_compared() {
        join("old", "10.0.0.1", new Standing(1_000, 1_000_000_000, 0, null));
        JobId job = submit(3, Verification.SPOT);
        for (int chunk = 0; chunk < 3; chunk++) {
            give("old", job, "looks fine");
            assertThat(store().agreed()).isEqualTo(1);
        }
        core.happens(new Event.ResultSealed(job));
        assertThat(core.job(job).metrics().chunksCompared()).isZero();
    }
}
