package org.distributedbrain.persist;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every {@link JobStore} does. */
abstract class JobStoreContract
        implements BatchContract,
                JobHistoryContract,
                JobFindingContract,
                UnfinishedJobContract,
                WorkerStoreContract,
                FaultStoreContract {
    JobStore store;

    /** A new, empty store. */
    abstract JobStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Override
    public JobStore store() {
        return store;
    }
}
