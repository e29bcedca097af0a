package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.persist.Facts.NOON;
import static org.distributedbrain.persist.Facts.credited;
import static org.distributedbrain.persist.Facts.enlisted;

import java.util.List;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.LeaderboardRow;
import org.junit.jupiter.api.Test;

/** What every {@link JobStore} knows of workers: who comes back as whom, and what credit each has. */
interface WorkerStoreContract extends StoreContract {
    @Test
    default void credit_adds_up_over_sessions_and_ranks_by_verified_operations() {
        WorkerId slow = newWorker("Slow");
        WorkerId fast = newWorker("Fast");
        commit(enlisted(slow, "Slow", NOON), enlisted(fast, "Fast", NOON));
        commit(credited(slow, 900, 1e6, NOON.plusSeconds(1)), credited(fast, 10, 4e6, NOON.plusSeconds(2)));
        commit(enlisted(slow, "Slow again", NOON.plusSeconds(3)), credited(slow, 100, 1e6, NOON.plusSeconds(4)));
        assertThat(store().leaderboard(10))
                .containsExactly(
                        new LeaderboardRow(
                                1, fast, "Fast", 10, 1, 1, 4e6, NOON.plusSeconds(2), Standing.NEWCOMER.agreed()),
                        new LeaderboardRow(
                                2,
                                slow,
                                "Slow again",
                                1000,
                                2,
                                2,
                                2e6,
                                NOON.plusSeconds(4),
                                Standing.NEWCOMER.agreed()));
        assertThat(store().leaderboard(1)).extracting(LeaderboardRow::worker).containsExactly(fast);
    }

    @Test
    default void a_worker_without_verified_work_is_not_on_the_leaderboard() {
        WorkerId worker = newWorker("Idle");
        commit(enlisted(worker, "Idle", NOON));
        assertThat(store().leaderboard(10)).isEmpty();
    }

    @Test
    default void a_worker_comes_back_with_its_secret() {
        WorkerIdentity first = store().identify(null, null, "Ada's phone", NOON);
        assertThat(first.newSecret()).hasSize(43);
        WorkerIdentity again =
                store().identify(first.id().value(), first.newSecret(), "Ada's new name", NOON.plusSeconds(60));
        assertThat(again).isEqualTo(new WorkerIdentity(first.id(), "Ada's new name", null));
    }

    @Test
    default void whoever_does_not_know_the_secret_gets_a_new_identity() {
        WorkerIdentity first = store().identify(null, null, "Ada", NOON);
        WorkerIdentity other = store().identify(null, null, "Bob", NOON);
        String id = first.id().value();
        assertThat(List.of(
                        store().identify(id, "wrong", "Eve", NOON),
                        store().identify(id, "", "Eve", NOON),
                        store().identify(id, other.newSecret(), "Eve", NOON),
                        store().identify(id, null, "Eve", NOON),
                        store().identify("nobody", first.newSecret(), "Eve", NOON),
                        store().identify("x".repeat(100_000), "y".repeat(100_000), "Eve", NOON)))
                .allSatisfy(identity -> {
                    assertThat(identity.newSecret()).isNotNull();
                    assertThat(identity.id()).isNotIn(first.id(), other.id());
                })
                .extracting(WorkerIdentity::id)
                .doesNotHaveDuplicates();
    }

    @Test
    default void a_worker_that_no_door_identified_can_work_and_nobody_comes_back_as_it() {
        WorkerId worker = new WorkerId("in-process");
        commit(enlisted(worker, "Here", NOON), credited(worker, 1, 1, NOON));
        assertThat(store().leaderboard(1)).extracting(LeaderboardRow::worker).containsExactly(worker);
        assertThat(store().identify("in-process", "", "Eve", NOON).id()).isNotEqualTo(worker);
    }
}
