package org.distributedbrain.server;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.distributedbrain.flow.Event;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;
import org.distributedbrain.loop.WorkerLink;
import org.distributedbrain.loop.WorkerLinks;
import org.distributedbrain.matrix.BlockContent;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.ProtocolException;
import org.jspecify.annotations.Nullable;

/** The registered workers' connections, one per identity. */
final class ConnectedWorkers implements WorkerLinks {
    private final int limit;
    private final ConcurrentHashMap<WorkerId, WorkerSession> sessions = new ConcurrentHashMap<>();

    /** Sessions that left the list whose sockets may still read operands. */
    private final Set<WorkerSession> parting = ConcurrentHashMap.newKeySet();

    private final ReentrantLock joining = new ReentrantLock();

    ConnectedWorkers(int limit) {
        this.limit = limit;
    }

    @Override
    public WorkerLink link(WorkerId worker) {
        WorkerSession session = sessions.get(worker);
        return session == null ? NotConnected.LINK : session.link();
    }

    @Override
    public boolean reading(Collection<BlockId> blocks) {
        return sessions.values().stream().anyMatch(session -> session.reading(blocks))
                || parting.stream().anyMatch(session -> session.reading(blocks));
    }

    int size() {
        return sessions.size();
    }

    /** @throws ProtocolException {@code full} */
    void checkRoom() {
        if (sessions.size() >= limit) {
            throw full();
        }
    }

    /**
     * Lists a connection under its identity and tells the core. An older connection of that identity falls silent first, so that nothing it
     * says can be taken for the new one's; it is returned, to be closed.
     *
     * @throws ProtocolException {@code full}; nothing has changed then
     */
    @Nullable WorkerSession join(WorkerProfile profile, WorkerSession session) {
        joining.lock();
        try {
            if (sessions.size() >= limit && !sessions.containsKey(profile.id())) {
                throw full();
            }
            session.acknowledge();
            WorkerSession older = sessions.put(profile.id(), session);
            if (older != null) {
                older.events().silence();
                part(older);
            }
            session.events().post(new Event.WorkerJoined(profile));
            return older;
        } finally {
            joining.unlock();
        }
    }

    void leave(WorkerId worker, WorkerSession session, Event.Parting how, String reason) {
        part(session);
        sessions.remove(worker, session);
        session.events().last(new Event.WorkerLeft(worker, how, reason));
    }

    private void part(WorkerSession session) {
        parting.add(session);
        if (session.isClosed()) {
            parting.remove(session);
        }
    }

    /** The session's socket is closed. */
    void over(WorkerSession session) {
        parting.remove(session);
    }

    private ProtocolException full() {
        return new ProtocolException(
                ErrorCode.FULL, limit + " workers are connected, the most that are taken; come back later.");
    }

    /** The link to a worker that is gone. */
    private enum NotConnected implements WorkerLink {
        LINK;

        @Override
        public void sendChunk(TaskId task, Chunk chunk, List<BlockContent> missing, List<GeneratedBlock> generated) {}

        @Override
        public void sendTile(TaskId task, Chunk chunk, TileSource source) {}

        @Override
        public void cancelTask(TaskId task) {}

        @Override
        public void releaseOperands(List<BlockId> blocks) {}

        @Override
        public void acceptResult(TaskId task) {}

        @Override
        public void rejectResult(TaskId task, String reason, String message) {}

        @Override
        public void close(int code, String message) {}
    }
}
