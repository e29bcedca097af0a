package org.distributedbrain.server;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one worker, and in which order: control messages first, between the frames of operand blocks; one block after the
 * other; the close at last. Bounded: when too much waits, all that is left to send is that the worker is too slow. Filled from any thread,
 * emptied by one.
 */
final class OutboxQueue {
    private static final int MAX_CONTROL = 8_192;
    private static final int MAX_BLOCKS = 1_024;

    private final Consumer<String> tooSlow;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Control> control = new ArrayDeque<>();
    private final ArrayDeque<BlockFragments> blocks = new ArrayDeque<>();
    private final ArrayDeque<BlockId> beingWritten = new ArrayDeque<>();
    private @Nullable BlockFragments current;
    private boolean currentDropped;
    private @Nullable Close closing;
    private boolean ended;

    /** What is to be done next. */
    sealed interface Next permits Say, Frame, Close, Stop {}

    record Say(Control control) implements Next {}

    /** The next frame of a block. */
    record Frame(BlockFragments block) implements Next {}

    /** {@code error} is said before, where there is one. */
    record Close(int code, @Nullable ErrorCode error, String sentence) implements Next {}

    /** The connection is over. */
    record Stop() implements Next {}

    /** {@code tooSlow} hears why, when too much waits. It must not wait. */
    OutboxQueue(Consumer<String> tooSlow) {
        this.tooSlow = tooSlow;
    }

    void add(Control item) {
        locked(() -> {
            if (control.size() >= MAX_CONTROL) {
                overflow(MAX_CONTROL + " messages");
            } else if (closing == null && !ended) {
                control.add(item);
            }
        });
    }

    void add(BlockFragments block) {
        locked(() -> {
            if (blocks.size() >= MAX_BLOCKS) {
                overflow(MAX_BLOCKS + " operand blocks");
            } else if (closing == null) {
                blocks.add(block);
            }
        });
    }

    private void overflow(String what) {
        if (closing == null) {
            String sentence =
                    what + " are waiting for this worker, the most that may; it has to read what is sent to it.";
            control.clear();
            closeLast(new Close(ErrorCode.TOO_SLOW.closeCode(), ErrorCode.TOO_SLOW, sentence));
            tooSlow.accept(sentence);
        }
    }

    private void closeLast(Close wanted) {
        if (closing == null) {
            closing = wanted;
            blocks.clear();
        }
    }

    /** Nothing is taken in any more; what control messages are waiting still go. The first call counts. */
    void close(Close wanted) {
        locked(() -> closeLast(wanted));
    }

    /** The connection is over. */
    void end() {
        locked(() -> {
            ended = true;
            control.clear();
            blocks.clear();
        });
    }

    /** Blocks that need not be sent any more; the one under way ends after its current frame. */
    void drop(Collection<BlockId> released) {
        Set<BlockId> ids = Set.copyOf(released);
        locked(() -> {
            blocks.removeIf(block -> ids.contains(block.id()));
            currentDropped |= current != null && ids.contains(current.id());
        });
    }

    /** Whether a block waits or is being written. */
    boolean holdsBlocks() {
        lock.lock();
        try {
            return current != null || !blocks.isEmpty() || !beingWritten.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether one of these does. */
    boolean holds(Collection<BlockId> ids) {
        lock.lock();
        try {
            return ids.stream()
                    .anyMatch(id -> beingWritten.contains(id)
                            || (current != null && current.id().equals(id))
                            || blocks.stream().anyMatch(block -> block.id().equals(id)));
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something to do. */
    Next next() throws InterruptedException {
        lock.lock();
        try {
            if (current != null && (currentDropped || closing != null || !current.hasNext())) {
                current = null;
                currentDropped = false;
            }
            while (!ended && control.isEmpty() && closing == null && current == null && blocks.isEmpty()) {
                changed.await();
            }
            if (ended) {
                return new Stop();
            }
            Control first = control.poll();
            if (first != null) {
                return new Say(first);
            }
            if (closing != null) {
                return closing;
            }
            current = current == null ? blocks.remove() : current;
            return new Frame(current);
        } finally {
            lock.unlock();
        }
    }

    /** The socket reads from this block until {@link #written}. */
    void writing(BlockId block) {
        locked(() -> beingWritten.add(block));
    }

    void written(BlockId block) {
        locked(() -> beingWritten.removeFirstOccurrence(block));
    }

    /** No block is sent any more. Waits for the end of the connection; false when it has not come within that time. */
    boolean awaitEnd(long seconds) {
        lock.lock();
        try {
            current = null;
            blocks.clear();
            long nanos = TimeUnit.SECONDS.toNanos(seconds);
            while (!ended && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable body) {
        lock.lock();
        try {
            body.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
