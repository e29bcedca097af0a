package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.persist.Facts.NOON;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.ProvenJob;
import org.distributedbrain.publish.ProvenJob.Contribution;
import org.distributedbrain.publish.ProvenJob.ProvenChunk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of who computed a chunk. */
class ProofStoreTest {
    private static final int CHUNK = 3;

    @TempDir
    Path folder;

    private final JobId job = Facts.newJob();
    private SqlJobStore store;
    private WorkerId ada;
    private WorkerId grace;
    private WorkerId mallory;

    @BeforeEach
    void open() {
        store = SqlJobStore.open(folder.resolve("brain.db"), NOON);
        ada = store.identify(null, null, "Ada", NOON).id();
        grace = store.identify(null, null, "Grace", NOON).id();
        mallory = store.identify(null, null, "Mallory", NOON).id();
        store.commit(List.of(
                Facts.accepted(job, NOON),
                Facts.enlisted(ada, "Ada", NOON),
                Facts.enlisted(grace, "Grace", NOON),
                Facts.enlisted(mallory, "Mallory", NOON)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Fact.AttemptEnded attempt(long task, WorkerId worker, Instant sent) {
        return new Fact.AttemptEnded(Facts.attempt(job, task, worker, sent));
    }

    private Fact.ChunkVerified verified(WorkerId worker, int agreed) {
        Fact.ChunkVerified it = Facts.verified(job, CHUNK, worker, NOON);
        return new Fact.ChunkVerified(
                it.chunk(),
                it.worker(),
                it.computeMs(),
                it.transferMs(),
                it.operations(),
                agreed,
                it.evidence(),
                it.at());
    }

    private ProvenChunk proven() {
        ProvenJob proven = store.proven(job).orElseThrow();
        assertThat(proven.chunks()).hasSize(1);
        return proven.chunks().getFirst();
    }

    @Test
    void all_who_gave_the_same_are_named_and_the_one_whose_values_were_kept_is_first() {
        store.commit(List.of(attempt(1, grace, NOON), attempt(2, ada, NOON.plusMillis(1)), verified(ada, 2)));
        ProvenChunk chunk = proven();
        assertThat(chunk.agreed()).isEqualTo(2);
        assertThat(chunk.by().name()).isEqualTo("Ada");
        assertThat(chunk.by().sentAt()).isEqualTo(NOON.plusMillis(1));
        assertThat(chunk.by().checkedAt()).isEqualTo(NOON.plusMillis(5));
        assertThat(chunk.others()).extracting(Contribution::name).containsExactly("Grace");
        assertThat(chunk.firstRow()).isEqualTo(64 * CHUNK);
        assertThat(chunk.evidence().worstResidual()).isEqualTo(0.031);
    }

    @Test
    void who_was_doubted_afterwards_is_not_among_them() {
        store.commit(List.of(attempt(1, mallory, NOON), verified(mallory, 1)));
        store.commit(List.of(new Fact.ChunkDoubted(new ChunkId(job, CHUNK), mallory, NOON.plusSeconds(1))));
        assertThat(store.proven(job).orElseThrow().chunks()).isEmpty();
        store.commit(List.of(
                attempt(2, grace, NOON.plusSeconds(2)),
                attempt(3, ada, NOON.plusSeconds(2).plusMillis(1)),
                verified(ada, 3)));
        assertThat(proven().others()).extracting(Contribution::name).containsExactly("Grace");
    }

    @Test
    void an_attempt_that_is_not_kept_any_more_leaves_the_worker_without_times() {
        store.commit(List.of(verified(ada, 2)));
        assertThat(proven().by()).isEqualTo(new Contribution(ada, "Ada", 300.5, null, null, null));
        assertThat(proven().others()).isEmpty();
    }

    @Test
    void attempts_that_ended_otherwise_do_not_count() {
        Attempt late = Facts.attempt(job, 4, grace, NOON);
        store.commit(List.of(
                attempt(5, ada, NOON),
                new Fact.AttemptEnded(new Attempt(
                        late.task(),
                        late.chunk(),
                        late.worker(),
                        late.readyAt(),
                        late.sentAt(),
                        late.startedAt(),
                        late.computedAt(),
                        late.returnedAt(),
                        late.checkedAt(),
                        late.endedAt(),
                        Attempt.Outcome.WRONG,
                        late.bytesOut(),
                        late.bytesIn(),
                        late.computeMs())),
                verified(ada, 0)));
        assertThat(proven().others()).isEmpty();
        assertThat(store.proven(Facts.newJob())).isEmpty();
    }
}
