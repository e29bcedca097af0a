package org.distributedbrain.server;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.distributedbrain.flow.Event;
import org.distributedbrain.loop.EventSink;

/** Stands for the core: keeps what was posted, in order, and forgets mere signs of life. */
final class RecordedEvents implements EventSink {
    final List<Event> all = new CopyOnWriteArrayList<>();
    final List<Event.WorkerHeard> heard = new CopyOnWriteArrayList<>();

    @Override
    public void post(Event event) {
        if (event instanceof Event.WorkerHeard it) {
            heard.add(it);
        } else {
            all.add(event);
        }
    }

    <T extends Event> List<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends Event> T await1(Class<T> type) {
        return awaitCount(type, 1).getFirst();
    }

    <T extends Event> List<T> awaitCount(Class<T> type, int count) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> of(type).size() >= count);
        return of(type);
    }
}
