package org.distributedbrain.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.OperandId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last stage: makes immutable snapshots of the core on the loop's thread, at most every 50 ms and only when something changed, and
 * gives the latest to subscribers on a thread of its own.
 */
public final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration EVERY = Duration.ofMillis(50);
    private static final Duration SPEED_WINDOW = Duration.ofSeconds(5);

    /** Never tells a snapshot after a newer one, whichever thread comes first. */
    private static final class Subscriber {
        private final Consumer<Snapshot> listener;
        private long told = -1;

        Subscriber(Consumer<Snapshot> listener) {
            this.listener = listener;
        }

        synchronized void tell(Snapshot snapshot) {
            if (snapshot.sequence() > told) {
                told = snapshot.sequence();
                try {
                    listener.accept(snapshot);
                } catch (RuntimeException | Error e) { // whatever it is, the others need this thread
                    LOG.warn("A subscriber failed on a snapshot", e);
                }
            }
        }
    }

    private record Work(Instant at, double operations) {}

    private final List<JobView> earlier;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Deque<Work> recentWork = new ArrayDeque<>();
    private final Deque<Attempt> recentlyEnded = new ArrayDeque<>();
    private long ended;
    private final Thread thread;
    private final Object arrived = new Object();
    private volatile Snapshot latest;
    private volatile Map<OperandId, Integer> holders = Map.of();
    private volatile boolean closed;
    private Instant nextAt = Instant.MIN;
    private boolean pending;

    /** {@code earlier} jobs, newest first, stand behind those of this run. */
    public Publisher(List<JobView> earlier, Instant now) {
        this.earlier = List.copyOf(earlier);
        this.latest = new Snapshot(0, now, List.of(), this.earlier, new Totals(0, 0, 0, 0, 0));
        this.thread = Thread.ofPlatform().daemon().name("publisher").start(this::tell);
    }

    public Snapshot latest() {
        return latest;
    }

    /** How many workers held blocks of each operand on the grid, of which any worker does, when the latest snapshot was made. */
    public Map<OperandId, Integer> holders() {
        return holders;
    }

    /** Calls {@code listener} with the latest snapshot now, and with later ones until the handle is closed. */
    public Runnable subscribe(Consumer<Snapshot> listener) {
        Subscriber subscriber = new Subscriber(listener);
        subscribers.add(subscriber);
        subscriber.tell(latest);
        return () -> subscribers.remove(subscriber);
    }

    /** Counts chunks that are done, in operations, for the live speed. On the loop's thread. */
    public void computed(double operations, Instant at) {
        recentWork.addLast(new Work(at, operations));
    }

    /** Notes an attempt for the tail of ended ones. On the loop's thread. */
    public void ended(Attempt attempt) {
        ended++;
        recentlyEnded.addLast(attempt);
        if (recentlyEnded.size() > EndedTail.LENGTH) {
            recentlyEnded.removeFirst();
        }
    }

    /** Whether a change waits for its turn, which is at {@link #nextAt}. On the loop's thread. */
    public boolean pending() {
        return pending;
    }

    public Instant nextAt() {
        return nextAt;
    }

    /** Makes a snapshot if something changed and the last one is old enough. On the loop's thread. */
    public void publish(SnapshotSource core, Instant now) {
        if (now.isBefore(nextAt)) {
            pending = true;
            return;
        }
        pending = false;
        Snapshot before = latest;
        holders = core.holders();
        List<WorkerView> workers = keep(before.workers(), core.workers());
        List<JobView> jobs = keep(before.jobs(), withEarlier(core.jobs()));
        List<FaultView> faults = keep(before.faults(), core.faults());
        Totals totals = new Totals(
                core.activeWorkers(),
                core.unfinishedJobs(),
                core.jobsCompleted(),
                core.averageResponseMs(),
                speed(now));
        List<RunningTask> running = keep(before.running(), core.running());
        boolean sameTasks =
                running == before.running() && ended == before.ended().next();
        String trouble = core.trouble();
        if (sameTasks
                && workers == before.workers()
                && jobs == before.jobs()
                && faults == before.faults()
                && totals.equals(before.totals())
                && Objects.equals(trouble, before.trouble())) {
            return;
        }
        nextAt = now.plus(EVERY);
        synchronized (arrived) {
            latest = new Snapshot(
                    before.sequence() + 1, now, workers, jobs, totals, running, tail(before.ended()), faults, trouble);
            arrived.notifyAll();
        }
    }

    /** The list before, when the new one has the very same elements: what did not change keeps its identity. */
    private static <T> List<T> keep(List<T> before, List<T> now) {
        if (before.size() != now.size()) {
            return List.copyOf(now);
        }
        for (int i = 0; i < now.size(); i++) {
            if (before.get(i) != now.get(i)) {
                return List.copyOf(now);
            }
        }
        return before;
    }

    private EndedTail tail(EndedTail before) {
        return ended == before.next() ? before : new EndedTail(ended, List.copyOf(recentlyEnded));
    }

    private List<JobView> withEarlier(List<JobView> ofThisRun) {
        if (earlier.isEmpty()) {
            return ofThisRun;
        }
        Set<JobId> shown = new HashSet<>();
        ofThisRun.forEach(job -> shown.add(job.id()));
        List<JobView> all = new ArrayList<>(ofThisRun);
        earlier.stream().filter(job -> !shown.contains(job.id())).forEach(all::add);
        return all;
    }

    private double speed(Instant now) {
        while (!recentWork.isEmpty()
                && recentWork.getFirst().at.plus(SPEED_WINDOW).isBefore(now)) {
            recentWork.removeFirst();
        }
        double operations = recentWork.stream().mapToDouble(Work::operations).sum();
        return operations / SPEED_WINDOW.toSeconds() / 1e9;
    }

    private void tell() {
        long told = 0;
        while (!closed) {
            Snapshot snapshot;
            synchronized (arrived) {
                while (latest.sequence() == told && !closed) {
                    try {
                        arrived.wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                snapshot = latest;
            }
            told = snapshot.sequence();
            subscribers.forEach(subscriber -> subscriber.tell(snapshot));
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
