package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.JobId;
import org.distributedbrain.persist.JobStore.StoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class StoreWriterTest {
    private final GatedStore store = new GatedStore();
    private final StoreWriter writer = StoreWriter.start(store);

    @AfterEach
    void close() {
        store.gate.release(1_000_000);
        writer.close();
    }

    private static List<Fact> newJob() {
        return List.of(Facts.accepted(Facts.newJob(), Facts.NOON));
    }

    private CompletableFuture<Void> writeAndLetTheThreadTakeIt(List<Fact> facts) {
        CompletableFuture<Void> done = writer.write(facts);
        await().until(store.gate::hasQueuedThreads);
        return done;
    }

    @Test
    void a_future_completes_only_once_its_facts_are_stored() throws Exception {
        CompletableFuture<Void> done = writeAndLetTheThreadTakeIt(newJob());
        assertThat(done).isNotDone();
        assertThat(store.newest(9)).isEmpty();
        store.gate.release();
        done.get(60, TimeUnit.SECONDS);
        assertThat(store.newest(9)).hasSize(1);
    }

    @Test
    void batches_that_wait_share_one_transaction_in_their_order() throws Exception {
        writeAndLetTheThreadTakeIt(newJob());
        List<Fact> expected = new ArrayList<>();
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<Fact> facts = newJob();
            expected.addAll(facts);
            waiting.add(writer.write(facts));
        }
        store.gate.release(2);
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        assertThat(store.commits).hasSize(2);
        assertThat(store.commits.get(1)).isEqualTo(expected);
    }

    @Test
    void a_batch_that_cannot_be_stored_takes_no_other_with_it() throws Exception {
        store.gate.release(1_000);
        CompletableFuture<Void> first = writer.write(newJob());
        first.get(60, TimeUnit.SECONDS);
        store.gate.drainPermits();

        writeAndLetTheThreadTakeIt(newJob());
        JobId cursed = Facts.newJob();
        store.cursed = cursed;
        CompletableFuture<Void> before = writer.write(newJob());
        CompletableFuture<Void> bad = writer.write(List.of(Facts.accepted(cursed, Facts.NOON)));
        CompletableFuture<Void> after = writer.write(newJob());
        store.gate.release(1_000);

        before.get(60, TimeUnit.SECONDS);
        after.get(60, TimeUnit.SECONDS);
        assertThatThrownBy(() -> bad.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(StoreException.class)
                .hasMessage("The disk is full.");
        assertThat(store.newest(9)).hasSize(4);
    }

    @Test
    void closing_stores_what_was_handed_over() {
        writeAndLetTheThreadTakeIt(newJob());
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(writer.write(newJob()));
        }
        store.gate.release(1_000);
        writer.close();
        assertThat(waiting).allSatisfy(done -> assertThat(done).isCompleted());
        assertThat(store.newest(9)).hasSize(6);
    }

    @Test
    void after_closing_nothing_is_taken() {
        writer.close();
        assertThatThrownBy(() -> writer.write(newJob()).get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("The orchestrator is closing");
        assertThat(store.newest(9)).isEmpty();
        writer.close();
    }

    @Test
    void a_writer_that_is_far_behind_makes_others_wait() throws Exception {
        writeAndLetTheThreadTakeIt(newJob());
        AtomicInteger handedOver = new AtomicInteger();
        Thread eager = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 1_100; i++) {
                writer.write(newJob());
                handedOver.incrementAndGet();
            }
        });
        await().until(() -> eager.getState() == Thread.State.WAITING);
        assertThat(handedOver.get()).isEqualTo(1_024);
        store.gate.release(1_000_000);
        eager.join();
        writer.close();
        assertThat(store.commits.stream().mapToInt(List::size).sum()).isEqualTo(1_101);
    }

    /** A store that commits only when let, and remembers what it was given together. */
    private static final class GatedStore extends MemoryJobStore {
        final Semaphore gate = new Semaphore(0);
        final List<List<Fact>> commits = new ArrayList<>();
        volatile @Nullable JobId cursed;

        @Override
        public void commit(List<Fact> facts) {
            try {
                if (!gate.tryAcquire(30, TimeUnit.SECONDS)) {
                    throw new StoreException("The test never let this commit through.", null);
                }
            } catch (InterruptedException e) {
                throw new StoreException("interrupted", e);
            }
            if (facts.stream()
                    .anyMatch(fact -> fact instanceof Fact.JobAccepted accepted
                            && accepted.job().id().equals(cursed))) {
                throw new StoreException("The disk is full.", null);
            }
            if (!facts.isEmpty()) {
                commits.add(facts);
            }
            super.commit(facts);
        }
    }
}
