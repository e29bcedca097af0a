package org.distributedbrain.persist;

/** The fake keeps to the same contract as what it stands for. */
class MemoryJobStoreTest extends JobStoreContract {
    @Override
    JobStore open() {
        return new MemoryJobStore();
    }
}
