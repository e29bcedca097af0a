package org.distributedbrain.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.junit.jupiter.api.Test;

class RequestorsTest {
    private static final JobId JOB = new JobId("00000000-0000-0000-0000-000000000001");
    private final Requestors requestors = new Requestors();

    @Test
    void an_admitted_job_is_answered_and_its_end_awaited() {
        CompletableFuture<Void> admission = requestors.admission(JOB);
        CompletableFuture<Void> end = requestors.end(JOB);
        requestors.admitted(JOB);
        assertThat(admission).isCompleted();
        assertThat(end).isNotDone();
        requestors.ended(JOB);
        assertThat(end).isCompleted();
        assertThat(requestors.end(JOB)).isCompleted();
    }

    @Test
    void a_refused_job_is_answered_with_the_sentence() {
        CompletableFuture<Void> admission = requestors.admission(JOB);
        requestors.refused(JOB, "It is too large.");
        assertThatThrownBy(admission::join).hasCause(new BadInput("It is too large."));
        assertThat(requestors.end(JOB)).isCompleted();
    }

    @Test
    void nobody_waits_for_an_orchestrator_that_closes_or_has_closed() {
        CompletableFuture<Void> before = requestors.admission(JOB);
        CompletableFuture<Void> end = requestors.end(JOB);
        requestors.close();
        assertThat(before).isCompletedExceptionally();
        assertThat(end).isCompleted();
        assertThatThrownBy(requestors.admission(JOB)::join)
                .hasCauseInstanceOf(BadInput.class)
                .hasMessageContaining("closing");
        assertThat(requestors.end(JOB)).isCompleted();
    }
}
