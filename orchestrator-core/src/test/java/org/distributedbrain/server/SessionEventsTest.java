package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

class SessionEventsTest {
    private static final WorkerId WORKER = new WorkerId("w");
    private final List<Event> heard = new ArrayList<>();
    private final SessionEvents events = new SessionEvents(heard::add);

    @Test
    void a_connection_says_goodbye_once_and_nothing_after_it() {
        Event.WorkerLeft goodbye = new Event.WorkerLeft(WORKER, true, "left");
        events.last(goodbye);
        events.last(goodbye);
        assertThat(events.post(new Event.WorkerHeard(WORKER))).isFalse();
        assertThat(heard).containsExactly(goodbye);
    }

    @Test
    void a_replaced_connection_says_nothing_and_knows_it_so_that_its_values_can_be_dropped() {
        assertThat(events.post(new Event.WorkerHeard(WORKER))).isTrue();
        events.silence();
        assertThat(events.post(new Event.WorkerHeard(WORKER))).isFalse();
        events.last(new Event.WorkerLeft(WORKER, false, "replaced"));
        assertThat(heard).hasSize(1);
    }
}
