package org.distributedbrain.server;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.ProtocolException;
import org.distributedbrain.wire.ServerMessage;
import org.distributedbrain.wire.WireCodec;
import org.distributedbrain.wire.WorkerMessage;

/** The workers that work by asking, and why those that do not any more were sent away. */
final class PolledWorkers {
    /** Older ones hear only that they are not known. */
    private static final int ENDS_KEPT = 1_000;

    private final SocketShared shared;
    private final Set<WorkerSession> open;
    private final Map<String, PolledWorker> workers = new ConcurrentHashMap<>();
    private final Map<String, String> ends = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > ENDS_KEPT;
        }
    });

    /** @param open the sessions whose clock is looked at; each is taken out when it is over */
    PolledWorkers(SocketShared shared, Set<WorkerSession> open) {
        this.shared = shared;
        this.open = open;
    }

    /**
     * @param message as in docs/protocol.md §3
     * @throws ProtocolException why it may not work here
     */
    ServerMessage.RegistrationAck register(String message, String address) {
        if (shared.isClosed()) {
            throw new ProtocolException(ErrorCode.FULL, WorkerSocket.SHUTTING_DOWN);
        }
        if (!(WireCodec.decodeWorker(message) instanceof WorkerMessage.RegisterWorker registration)) {
            throw new ProtocolException(ErrorCode.OUT_OF_ORDER, "A worker begins with register_worker.");
        }
        PolledWorker worker = new PolledWorker(shared, address, open, this::ended);
        ServerMessage.RegistrationAck ack = worker.register(registration);
        ends.remove(ack.workerId());
        workers.put(ack.workerId(), worker);
        worker.over().ifPresent(end -> ended(worker, end));
        return ack;
    }

    private void ended(PolledWorker worker, PolledOutbox.End end) {
        workers.forEach((id, it) -> {
            if (it == worker && workers.remove(id, worker)) {
                ends.put(id, end.sentence());
            }
        });
    }

    /** @throws Problem when there is none, or the secret is not its own */
    PolledWorker worker(String id, String secret) {
        PolledWorker worker = workers.get(id);
        if (worker == null) {
            String why = ends.get(id);
            throw why == null
                    ? new Problem(
                            404,
                            "No worker that asks for its work has this id: register with POST /api/v1/nodes/register.")
                    : new Problem(410, why + " Register again to go on.");
        }
        if (!worker.isKnownBy(secret)) {
            throw new Problem(
                    401, "The worker's secret is missing or not its own: send it as 'Authorization: Bearer SECRET'.");
        }
        return worker;
    }
}
