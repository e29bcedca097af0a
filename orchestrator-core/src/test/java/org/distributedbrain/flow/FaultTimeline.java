package org.distributedbrain.flow;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.job.FaultId;

/** The timeline as it is in the database: whatever waits for its chunk to be handed out is told of once, and nothing waits at the end. */
final class FaultTimeline {
    private final Map<FaultId, Fact.FaultRecorded> open = new LinkedHashMap<>();
    private final Set<FaultId> all = new HashSet<>();

    void recorded(Fact.FaultRecorded fault) {
        must(all.add(fault.id()), "two faults have the id of " + fault);
        must(!fault.story().isBlank() && !fault.action().isBlank(), "a fault without a story or an action: " + fault);
        must(
                (fault.task() == null) == (fault.chunk() == null) || fault.task() != null,
                "a chunk without a task: " + fault);
        if (fault.action().contains("went back to its queue")) {
            open.put(fault.id(), fault);
        }
    }

    void settled(Fact.FaultSettled settled) {
        must(open.remove(settled.id()) != null, "settled without being open: " + settled);
        must(
                (settled.recoveredBy() != null) == settled.action().contains(" went to "),
                "the action does not say where the chunk went: " + settled);
    }

    /** The orchestrator was killed, and with it goes the memory of what was open. */
    void forget() {
        open.clear();
        all.clear();
    }

    void nothingIsOpen() {
        must(open.isEmpty(), "all jobs have ended, and nobody knows what came of " + open.values());
    }

    private static void must(boolean holds, String sentence) {
        if (!holds) {
            throw new AssertionError(sentence);
        }
    }
}
