package org.distributedbrain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

/** Whom work goes to where there is a choice. Who waits longest would be next otherwise. */
class PreferenceTest {
    private static final Standing TRUSTED = new Standing(500, 10, 0, null);
    private static final Standing DOUBTFUL = Standing.NEWCOMER.wentSilent();
    private final TestCore core = new TestCore();

    @Test
    void where_there_is_less_work_than_workers_those_with_a_bad_record_go_without() {
        join("doubtful", DOUBTFUL);
        WorkerId newcomer = join("newcomer", Standing.NEWCOMER);
        core.submit(1, 1, 1);
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(newcomer);
    }

    @Test
    void a_bad_record_does_not_keep_anybody_from_work_that_nobody_else_does() {
        WorkerId doubtful = join("doubtful", DOUBTFUL);
        core.submit(1, 1, 1);
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(doubtful);
    }

    @Test
    void newcomers_are_not_passed_over_for_having_done_nothing_yet() {
        WorkerId newcomer = join("newcomer", Standing.NEWCOMER);
        join("trusted", TRUSTED);
        core.submit(1, 1, 1);
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(newcomer);
    }

    @Test
    void a_chunk_that_failed_goes_to_a_trusted_worker_that_has_nothing_to_do() {
        join("first", Standing.NEWCOMER);
        core.submit(1, 1, 1);
        Command.SendChunk failing = core.sent().getFirst();
        join("newcomer", Standing.NEWCOMER);
        WorkerId trusted = join("trusted", TRUSTED);
        core.fail(failing);
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(trusted);
    }

    @Test
    void without_one_it_goes_to_anybody() {
        join("first", Standing.NEWCOMER);
        core.submit(1, 1, 1);
        Command.SendChunk failing = core.sent().getFirst();
        WorkerId newcomer = join("newcomer", Standing.NEWCOMER);
        core.fail(failing);
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(newcomer);
    }

    @Test
    void of_those_that_are_clearly_faster_a_trusted_one_gets_the_duplicate() {
        join("slow", Standing.NEWCOMER);
        core.submit(1, 1, 1);
        join("newcomer", Standing.NEWCOMER);
        WorkerId trusted = join("trusted", TRUSTED);
        join("liar", TRUSTED.disagreed("so", core.now()));
        core.pass(Duration.ofSeconds(6));
        assertThat(core.sent()).extracting(Command.SendChunk::worker).containsExactly(trusted);
    }

    private WorkerId join(String name, Standing standing) {
        core.happens(new Event.WorkerJoined(TestCore.known(name, null, standing)));
        return new WorkerId(name);
    }
}
