package org.distributedbrain;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.persist.SqlJobStore;
import org.distributedbrain.persist.WorkerIdentity;
import org.distributedbrain.server.WorkerSocketDeps;
import org.jspecify.annotations.Nullable;

/** Who workers are, and which of them joined in this run with the key as it is now. */
final class Guests implements WorkerSocketDeps.Identities {
    /** More are not told apart. */
    private static final int MOST = 100_000;

    private final SqlJobStore store;
    private final Set<WorkerId> joined = new HashSet<>();

    Guests(SqlJobStore store) {
        this.store = store;
    }

    @Override
    public WorkerIdentity identify(@Nullable String id, @Nullable String secret, String name, Instant now) {
        WorkerIdentity worker = store.identify(id, secret, name, now);
        count(worker.id());
        return worker;
    }

    @Override
    public Optional<WorkerIdentity> recognise(@Nullable String id, @Nullable String secret, String name) {
        return store.recognise(id, secret, name);
    }

    private synchronized void count(WorkerId worker) {
        if (joined.size() < MOST) {
            joined.add(worker);
        }
    }

    synchronized int joined() {
        return joined.size();
    }

    /** There is a new key. */
    synchronized void forget() {
        joined.clear();
    }
}
