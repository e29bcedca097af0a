package org.distributedbrain.loop;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.WorkerId;

/** No worker is connected; a test says which blocks a socket still reads. */
final class NoLinks implements WorkerLinks {
    private final Set<BlockId> read = new HashSet<>();

    synchronized void read(BlockId block) {
        read.add(block);
    }

    synchronized void finish() {
        read.clear();
    }

    @Override
    public WorkerLink link(WorkerId worker) {
        throw new AssertionError("nobody is connected");
    }

    @Override
    public synchronized boolean reading(Collection<BlockId> blocks) {
        return blocks.stream().anyMatch(read::contains);
    }
}
