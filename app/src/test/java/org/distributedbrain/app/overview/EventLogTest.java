package org.distributedbrain.app.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.app.Samples;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final List<WorkerView> NOBODY = List.of();
    private static final List<JobView> NO_JOBS = List.of();

    private final EventLog log = new EventLog();

    private List<String> words() {
        return log.events().stream().map(EventText::words).toList();
    }

    private static FaultView fault(int number, double seconds) {
        return new FaultView(
                FaultId.of(number),
                FaultKind.HALF_OPEN,
                new WorkerId("w-A"),
                "A",
                null,
                null,
                null,
                "its 2 chunks went to others",
                "",
                Moments.at(seconds),
                null,
                null);
    }

    @Test
    void workers_come_and_go() {
        log.show(Moments.of(1, List.of(Moments.worker("A", WorkerState.IDLE)), NO_JOBS, List.of()));
        log.show(Moments.of(2, List.of(Moments.worker("A", WorkerState.COMPUTING)), NO_JOBS, List.of()));
        assertThat(words()).containsExactly("A joined");
        log.show(Moments.of(3, List.of(Moments.worker("A", WorkerState.GONE)), NO_JOBS, List.of()));
        log.show(Moments.of(4, NOBODY, NO_JOBS, List.of()));
        assertThat(words()).containsExactly("A left", "A joined");
        assertThat(log.events().getFirst().at()).isEqualTo(Moments.at(3));
        log.show(Moments.of(5, List.of(Moments.worker("A", WorkerState.IDLE)), NO_JOBS, List.of()));
        assertThat(words()).containsExactlyInAnyOrder("A left", "A joined", "A joined");
    }

    @Test
    void one_that_vanishes_without_being_shown_as_gone_has_left_too() {
        log.show(Moments.of(1, List.of(Moments.worker("A", WorkerState.IDLE)), NO_JOBS, List.of()));
        log.show(Moments.of(2, NOBODY, NO_JOBS, List.of()));
        assertThat(words()).containsExactly("A left", "A joined");
    }

    @Test
    void one_that_was_gone_before_anybody_looked_is_no_news() {
        log.show(Moments.of(1, List.of(Moments.worker("A", WorkerState.GONE)), NO_JOBS, List.of()));
        assertThat(words()).isEmpty();
    }

    @Test
    void jobs_are_submitted_and_end_once() {
        JobView job = Samples.job("A × B", 64, 64, 64, 4);
        log.show(Moments.of(0, NOBODY, List.of(job), List.of()));
        log.show(Moments.of(0.1, NOBODY, List.of(Samples.running(job, 2)), List.of()));
        JobView done = Samples.done(job, Samples.metrics(job, 182, 1, 0.0));
        log.show(Moments.of(0.2, NOBODY, List.of(done), List.of()));
        log.show(Moments.of(0.3, NOBODY, List.of(Samples.how(done, done.options(), null)), List.of()));
        assertThat(words()).containsExactly("A × B: done in 182 ms", "A × B: submitted");
    }

    @Test
    void a_job_that_had_failed_before_anybody_looked_is_told_in_the_order_of_time() {
        JobView failed = Samples.ended(Samples.job("A × B", 64, 64, 64, 4), JobState.FAILED, "Its operands are gone.");
        log.show(Moments.of(20, List.of(Moments.worker("A", WorkerState.IDLE)), List.of(failed), List.of()));
        assertThat(words()).first().isEqualTo("A × B: failed");
    }

    @Test
    void a_fault_is_told_once_whatever_comes_of_it() {
        FaultView first = fault(1, 1);
        log.show(Moments.of(1, NOBODY, NO_JOBS, List.of(first)));
        FaultView settled = first.settled("done", Moments.at(2), new WorkerId("w-B"));
        log.show(Moments.of(2, NOBODY, NO_JOBS, List.of(fault(2, 2), settled)));
        assertThat(words())
                .containsExactly(
                        "Half open: A, its 2 chunks went to others", "Half open: A, its 2 chunks went to others");
        assertThat(log.events()).extracting(Event::at).containsExactly(Moments.at(2), Moments.at(1));
    }

    @Test
    void it_is_bounded_and_the_newest_stay() {
        List<FaultView> many = new ArrayList<>();
        for (int i = 1; i <= 3 * EventLog.MOST; i++) {
            many.addFirst(fault(i, i));
        }
        log.show(Moments.of(1, NOBODY, NO_JOBS, many));
        log.show(Moments.of(2, NOBODY, NO_JOBS, List.of(fault(3 * EventLog.MOST + 1, 10_000))));
        assertThat(log.events()).hasSize(EventLog.MOST);
        assertThat(log.events().getFirst().at()).isEqualTo(Moments.at(10_000));
        assertThat(log.events().getLast().at()).isEqualTo(Moments.at(2 * EventLog.MOST + 2));
    }
}
