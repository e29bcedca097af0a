package org.distributedbrain.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultView;

/**
 * The faults of this run: it numbers them, keeps the latest for people to see, and bounds how many are written down, so that nobody can fill
 * the disk by failing. Soft state.
 */
final class FaultLedger {
    /** So many faults of one worker are written down within a minute. */
    static final int PER_WORKER = 30;

    /** So many of all workers together: a fleet of a thousand may vanish at once. */
    private static final int IN_ALL = 10_000;

    private static final int SHOWN = 50;

    private final Map<WorkerId, Integer> thisMinute = new HashMap<>();
    private Instant minuteEnds = Instant.MIN;
    private int inAll;
    private long last;
    private List<FaultView> latest = List.of();

    FaultLedger(long first) {
        last = first - 1;
    }

    FaultId next() {
        return FaultId.of(++last);
    }

    /** How many more faults of this worker may be written down in this minute, this one included; it is counted. */
    int take(WorkerId worker, Instant now) {
        if (!now.isBefore(minuteEnds)) {
            thisMinute.clear();
            inAll = 0;
            minuteEnds = now.plus(Duration.ofMinutes(1));
        }
        int before = thisMinute.getOrDefault(worker, 0);
        if (before >= PER_WORKER || inAll >= IN_ALL) {
            return 0;
        }
        thisMinute.put(worker, before + 1);
        inAll++;
        return PER_WORKER - before;
    }

    void recorded(Fact.FaultRecorded fact, String workerName) {
        List<FaultView> more = new ArrayList<>(latest.size() + 1);
        more.add(new FaultView(
                fact.id(),
                fact.kind(),
                fact.worker(),
                workerName,
                fact.chunk() == null ? null : fact.chunk().job(),
                fact.chunk() == null ? null : fact.chunk().index(),
                fact.task(),
                fact.action(),
                fact.story(),
                fact.at(),
                null,
                null));
        more.addAll(latest.subList(0, Math.min(latest.size(), SHOWN - 1)));
        latest = List.copyOf(more);
    }

    void settled(Fact.FaultSettled fact) {
        latest = latest.stream()
                .map(fault -> fault.id().equals(fact.id())
                        ? fault.settled(fact.action(), fact.at(), fact.recoveredBy())
                        : fault)
                .toList();
    }

    /** Newest first. */
    List<FaultView> latest() {
        return latest;
    }
}
