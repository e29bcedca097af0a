package org.distributedbrain.persist;

import java.util.LinkedList;
import java.util.List;
import java.util.function.Predicate;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;

/** The faults of a {@link MemoryJobStore}, newest first. */
final class MemoryFaults {
    private final List<FaultView> faults = new LinkedList<>();

    void record(Fact.FaultRecorded fault, String workerName) {
        faults.addFirst(new FaultView(
                fault.id(),
                fault.kind(),
                fault.worker(),
                workerName,
                fault.chunk() == null ? null : fault.chunk().job(),
                fault.chunk() == null ? null : fault.chunk().index(),
                fault.task(),
                fault.action(),
                fault.story(),
                fault.at(),
                null,
                null));
    }

    void settle(Fact.FaultSettled settled) {
        faults.replaceAll(it ->
                it.id().equals(settled.id()) ? it.settled(settled.action(), settled.at(), settled.recoveredBy()) : it);
    }

    List<FaultView> newestFirst() {
        return List.copyOf(faults);
    }

    static Predicate<FaultView> lets(FaultFilter filter) {
        return fault -> (filter.job() == null || filter.job().equals(fault.job()))
                && (filter.worker() == null
                        || filter.worker().equals(fault.worker().value())
                        || filter.worker().equals(fault.workerName()))
                && (filter.kind() == null || filter.kind() == fault.kind());
    }
}
