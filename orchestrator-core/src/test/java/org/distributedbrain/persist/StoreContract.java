package org.distributedbrain.persist;

import static org.distributedbrain.persist.Facts.NOON;

import java.util.List;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.WorkerId;

/** A {@link JobStore} that keeps to a contract. */
interface StoreContract {
    /** New and empty for every test. */
    JobStore store();

    default void commit(Fact... facts) {
        store().commit(List.of(facts));
    }

    default WorkerId newWorker(String name) {
        return store().identify(null, null, name, NOON).id();
    }
}
