package org.distributedbrain.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.distributedbrain.flow.Event;

/**
 * What waits for the loop, in two lanes. Events from outside are bounded: who posts into a full lane waits. Replies to the loop's own
 * commands are not, because a loop that waits for a reply which waits for the loop would be a deadlock; they are bounded by the commands
 * under way.
 */
public final class Mailbox implements EventSink {
    private static final int CAPACITY = 8_192;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final Deque<Event> ingress = new ArrayDeque<>();
    private final Deque<Event> replies = new ArrayDeque<>();
    private boolean closed;
    private boolean woken;

    /** One drain: replies come before events. */
    record Batch(List<Event> replies, List<Event> events) {}

    @Override
    public void post(Event event) {
        lock.lock();
        try {
            while (ingress.size() >= CAPACITY && !closed) {
                notFull.awaitUninterruptibly();
            }
            if (!closed) {
                ingress.addLast(event);
                notEmpty.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The outcome of one of the loop's own commands; it comes before any waiting event. Never waits. */
    public void reply(Event outcome) {
        lock.lock();
        try {
            replies.addLast(outcome);
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    /** How many events wait for the loop. */
    public int waiting() {
        lock.lock();
        try {
            return ingress.size() + replies.size();
        } finally {
            lock.unlock();
        }
    }

    /** Makes {@link #take} return soon, with whatever there is. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Everything that waits, or nothing when nothing came for {@code nanos}. */
    Batch take(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (ingress.isEmpty() && replies.isEmpty() && left > 0 && !closed && !woken) {
                left = notEmpty.awaitNanos(left);
            }
            Batch batch = new Batch(new ArrayList<>(replies), new ArrayList<>(ingress));
            woken = false;
            replies.clear();
            ingress.clear();
            notFull.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** From now on events from outside are dropped. */
    void close() {
        lock.lock();
        try {
            closed = true;
            notFull.signalAll();
            notEmpty.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
