package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.Quarantine;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerProfile;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/** A connected worker. All of it is soft state: after a restart workers register again. */
final class WorkerRecord {
    final WorkerProfile profile;
    final Instant joinedAt;

    /** What is thought of it: a copy of what {@link Standings} has. */
    private Standing standing;

    /** The task that it has, or whose result is being checked, on probation. */
    @Nullable TaskId trial;

    /** Its unfinished tasks, oldest first. */
    final Map<TaskId, Lease> leases = new LinkedHashMap<>();

    /** How fast it is, from the tasks it returned. */
    final PaceMeter meter;
    /** How much of its time went by in waiting for bytes. */
    final Waits waits = new Waits();
    /** What its memory is used for. */
    final Holding holding = new Holding();

    /** When anything came from it, and when it was a message of the page or program itself. */
    Instant lastHeard;

    Instant lastSpoke;

    /** It gets no new work before this moment; {@link Instant#MAX} while it is frozen. */
    Instant restUntil = Instant.MIN;

    /** Since when its oldest task is the oldest: the time of that task counts from here. */
    Instant oldestSince;

    int overdueInARow;
    int failuresInARow;
    int tasksCompleted;
    double computeMs;
    double operations;

    private boolean gone;
    private boolean frozen;
    private boolean paused;
    private boolean draining;
    private Instant restBeforeItFroze = Instant.MIN;

    /** Why it rests, in words; null while it does not. */
    private @Nullable String restsBecause;

    private @Nullable TaskId oldest;
    private @Nullable WorkerView view;

    WorkerRecord(WorkerProfile profile, Instant now) {
        this.profile = profile;
        this.joinedAt = now;
        this.lastHeard = now;
        this.lastSpoke = now;
        this.oldestSince = now;
        this.meter = new PaceMeter(profile.pace());
        this.standing = profile.standing();
    }

    Standing standing() {
        return standing;
    }

    void judge(Standing standing) {
        this.standing = standing;
        changed();
    }

    /** How many of its results in a row were verified. */
    long consecutive() {
        return standing.consecutive();
    }

    /** Whether it gets no ordinary work. */
    boolean isQuarantined() {
        return standing.isQuarantined();
    }

    /** Whether ordinary work is planned for it. */
    boolean counts() {
        return !isQuarantined() && !draining;
    }

    /** Its measured speed, or null while nothing was measured, now or when it was here before. */
    @Nullable Pace pace() {
        return meter.pace();
    }

    /** The task that it should return next, or null. To be called now and then, so that {@link #oldestSince} is true. */
    @Nullable Lease oldest(Instant now) {
        if (leases.isEmpty()) {
            oldest = null;
            return null;
        }
        Lease first = leases.values().iterator().next();
        if (!first.task.equals(oldest)) {
            oldestSince = oldest == null ? first.sentAt : now;
            oldest = first.task;
        }
        return first;
    }

    /** It gets no work for so long, unless it rests longer already. */
    void rest(Instant now, Duration time, String why) {
        Instant until = now.plus(time);
        if (until.isAfter(restUntil)) {
            restUntil = until;
            restsBecause = why;
            changed();
        }
    }

    boolean isResting() {
        return frozen || paused || draining || restsBecause != null;
    }

    /** Whether it is to be offered no work now. */
    boolean rests(Instant now) {
        return paused || draining || restUntil.isAfter(now);
    }

    boolean isPaused() {
        return paused;
    }

    /** Whether its owner wants no work. */
    void pause(boolean paused) {
        this.paused = paused;
        changed();
    }

    /** Whether the operator wants it to get nothing new. */
    void drain(boolean draining) {
        this.draining = draining;
        changed();
    }

    void endRest(Instant now) {
        if (restsBecause != null && !restUntil.isAfter(now)) {
            restsBecause = null;
            changed();
        }
    }

    /** Nothing is expected of it until it speaks. */
    void freeze() {
        frozen = true;
        restBeforeItFroze = restUntil;
        restUntil = Instant.MAX;
        changed();
    }

    boolean isFrozen() {
        return frozen;
    }

    void thaw() {
        frozen = false;
        restUntil = restBeforeItFroze;
        changed();
    }

    /** To be called after every change that people can see. */
    void changed() {
        view = null;
    }

    void leave() {
        gone = true;
        changed();
    }

    WorkerView view() {
        WorkerView current = view;
        if (current == null) {
            current = new WorkerView(
                    profile.id(),
                    profile.name(),
                    profile.deviceKind(),
                    profile.engine(),
                    profile.device(),
                    profile.address(),
                    state(),
                    leases.size(),
                    tasksCompleted,
                    computeMs,
                    computeMs > 0 ? operations / computeMs / 1e3 : 0,
                    joinedAt,
                    note(),
                    standing,
                    profile.capabilities(),
                    pace());
            view = current;
        }
        return current;
    }

    private WorkerState state() {
        if (gone) {
            return WorkerState.GONE;
        }
        if (frozen) {
            return WorkerState.FROZEN;
        }
        if (isQuarantined()) {
            return WorkerState.QUARANTINED;
        }
        if (draining) {
            return WorkerState.DRAINING;
        }
        if (leases.isEmpty()) {
            return isResting() ? WorkerState.RESTING : WorkerState.IDLE;
        }
        boolean computing =
                leases.values().stream().anyMatch(lease -> lease.startedAt != null && lease.computedAt == null);
        return computing ? WorkerState.COMPUTING : WorkerState.TRANSFERRING;
    }

    private @Nullable String note() {
        if (gone) {
            return null;
        }
        Quarantine quarantine = standing.quarantine();
        if (quarantine != null && !frozen) {
            return Quarantines.sentence(quarantine);
        }
        if (!isResting()) {
            return null;
        }
        if (frozen) {
            return "It answers pings, and its page or program says nothing: it gets work again when it speaks.";
        }
        if (draining) {
            return leases.isEmpty()
                    ? "The operator drained it: it has finished what it had, and gets nothing new until it is resumed."
                    : "The operator drains it: it finishes what it has and gets nothing new.";
        }
        return paused
                ? "Its owner has paused it: it gets work again when they go on."
                : "It rests until " + restUntil.truncatedTo(ChronoUnit.SECONDS) + ": " + restsBecause + ".";
    }
}
