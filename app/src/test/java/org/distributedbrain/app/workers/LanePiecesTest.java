package org.distributedbrain.app.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.workers.LanePieces.Kind;
import org.distributedbrain.app.workers.LanePieces.Piece;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LanePiecesTest {
    private static final Instant SENT = Instant.parse("2026-03-01T14:05:09Z");

    private static Instant at(int millis) {
        return SENT.plusMillis(millis);
    }

    private static Attempt attempt(
            @Nullable Instant started,
            @Nullable Instant computed,
            @Nullable Instant returned,
            Attempt.Outcome outcome) {
        return new Attempt(
                new TaskId(1),
                new ChunkId(Samples.id("job"), 0),
                new WorkerId("w"),
                SENT,
                SENT,
                started,
                computed,
                returned,
                returned,
                at(100),
                outcome,
                1,
                1,
                50);
    }

    @Test
    void a_task_that_went_well_is_sent_computed_returned_and_verified() {
        assertThat(LanePieces.of(List.of(attempt(at(10), at(70), at(90), Attempt.Outcome.VERIFIED))))
                .containsExactly(
                        new Piece(Kind.SENDING, SENT, at(10)),
                        new Piece(Kind.VERIFYING, at(90), at(100)),
                        new Piece(Kind.RETURNING, at(70), at(90)),
                        new Piece(Kind.COMPUTING, at(10), at(70)));
    }

    @Test
    void what_led_to_the_end_of_one_that_broke_is_the_fault() {
        assertThat(LanePieces.of(List.of(attempt(at(10), null, null, Attempt.Outcome.OVERDUE))))
                .containsExactly(new Piece(Kind.SENDING, SENT, at(10)), new Piece(Kind.FAULT, at(10), at(100)));
        assertThat(LanePieces.of(List.of(attempt(null, null, null, Attempt.Outcome.LOST))))
                .containsExactly(new Piece(Kind.FAULT, SENT, at(100)));
    }

    @Test
    void arithmetic_hides_the_bytes_of_the_next_task() {
        List<Piece> pieces = LanePieces.of(List.of(
                attempt(at(10), at(70), at(90), Attempt.Outcome.VERIFIED),
                attempt(at(60), at(80), at(90), Attempt.Outcome.VERIFIED)));
        assertThat(pieces).extracting(Piece::kind).isSorted();
    }
}
