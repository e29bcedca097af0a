package org.distributedbrain.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final long LONG = 10_000_000_000L;
    private final Mailbox mailbox = new Mailbox();

    @Test
    void replies_come_before_events_and_each_lane_in_its_order() throws InterruptedException {
        mailbox.post(heard(1));
        mailbox.reply(sealed(1));
        mailbox.post(heard(2));
        mailbox.reply(sealed(2));
        Mailbox.Batch batch = mailbox.take(LONG);
        assertThat(batch.replies()).containsExactly(sealed(1), sealed(2));
        assertThat(batch.events()).containsExactly(heard(1), heard(2));
    }

    @Test
    void a_full_mailbox_makes_senders_wait_but_never_a_reply() throws InterruptedException {
        Thread sender = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 20_000; i++) {
                mailbox.post(heard(i));
            }
        });
        await().until(() -> sender.getState() == Thread.State.WAITING);
        mailbox.reply(sealed(1));
        List<Event> events = new ArrayList<>();
        Mailbox.Batch first = mailbox.take(LONG);
        assertThat(first.replies()).containsExactly(sealed(1));
        assertThat(first.events().size()).isLessThan(20_000);
        events.addAll(first.events());
        while (events.size() < 20_000) {
            events.addAll(mailbox.take(LONG).events());
        }
        sender.join();
        assertThat(events.getLast()).isEqualTo(heard(19_999));
    }

    @Test
    void after_closing_nobody_waits_and_events_are_dropped() throws InterruptedException {
        mailbox.close();
        mailbox.post(heard(1));
        assertThat(mailbox.take(LONG).events()).isEmpty();
    }

    private static Event heard(int worker) {
        return new Event.WorkerHeard(new WorkerId("w" + worker));
    }

    private static Event sealed(int job) {
        return new Event.ResultSealed(new JobId("00000000-0000-0000-0000-00000000000" + job));
    }
}
