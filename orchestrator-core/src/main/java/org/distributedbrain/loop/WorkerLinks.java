package org.distributedbrain.loop;

import java.util.Collection;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.WorkerId;

/** The connections of all workers, as the command runner finds them. Safe from any thread; no call waits. */
public interface WorkerLinks {

    /** The link to a worker; one that does nothing when that worker is not connected. */
    WorkerLink link(WorkerId worker);

    /**
     * Whether the memory of any of these blocks may still be read by a socket. After {@link WorkerLink#releaseOperands} this becomes false
     * within moments, or when the slow worker's connection has been closed; memory must stay mapped until then.
     */
    boolean reading(Collection<BlockId> blocks);
}
