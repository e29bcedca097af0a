package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.persist.JobStore.StoreException;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.wire.ServerMessage;
import org.junit.jupiter.api.Test;

class RanksTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_worker_learns_its_place_and_many_questions_are_one_to_the_database() {
        Ranks ranks = new Ranks(limit -> {
            asked.incrementAndGet();
            return List.of(row(1, "a"), row(2, "b"));
        });
        assertThat(ranks.of(new WorkerId("b"))).isEqualTo(new ServerMessage.Standing(2, 2));
        assertThat(ranks.of(new WorkerId("newcomer"))).isNull();
        for (int i = 0; i < 100; i++) {
            ranks.of(new WorkerId("a"));
        }
        // A machine that stands still for five seconds asks once more.
        assertThat(asked.get()).isLessThan(10);
    }

    @Test
    void a_database_that_cannot_be_read_disturbs_no_heartbeat() {
        Ranks ranks = new Ranks(limit -> {
            throw new StoreException("disk full", new IllegalStateException());
        });
        assertThat(ranks.of(new WorkerId("a"))).isNull();
    }

    private static LeaderboardRow row(int rank, String worker) {
        return new LeaderboardRow(rank, new WorkerId(worker), worker, 1, 1, 1, 1, Instant.EPOCH);
    }
}
