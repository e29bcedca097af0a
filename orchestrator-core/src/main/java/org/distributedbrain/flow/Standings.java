package org.distributedbrain.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;

/**
 * What is thought of the workers that were seen in this run, connected or not: a result may be proven wrong after its worker went, and a
 * worker may be back before what was proven of it is stored. Durable, and changed by facts alone; beyond so many, those not seen for the
 * longest time are read from the store again when they come.
 */
final class Standings {
    private static final int MOST_REMEMBERED = 100_000;

    private final Map<WorkerId, Standing> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkerId, Standing> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    Standing of(WorkerId worker) {
        return of(worker, Standing.NEWCOMER);
    }

    /** What was seen in this run counts, and {@code stored} where nothing was. */
    Standing of(WorkerId worker, Standing stored) {
        Standing seen = known.get(worker);
        return seen == null ? stored : seen;
    }

    void put(WorkerId worker, Standing standing) {
        known.put(worker, standing);
    }
}
