package org.distributedbrain.worker;

import tools.jackson.databind.JsonNode;

/** A native worker and the {@link FakeOrchestrator} that it has joined. */
record JoinedWorker(FakeOrchestrator orchestrator, NativeWorker worker, Peer peer, JsonNode registration)
        implements AutoCloseable {

    static JoinedWorker join(NativeWorkerOptions options) throws Exception {
        FakeOrchestrator orchestrator = new FakeOrchestrator();
        NativeWorker worker = NativeWorker.start(orchestrator.joinUrl(), options);
        FakeOrchestrator.Registered registered = orchestrator.registered();
        return new JoinedWorker(orchestrator, worker, registered.peer(), registered.registration());
    }

    @Override
    public void close() throws Exception {
        peer.close();
        orchestrator.close();
        worker.close();
    }
}
