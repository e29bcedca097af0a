package org.distributedbrain.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import tools.jackson.databind.JsonNode;

/** Listens on a loopback port and hands out connections; what is said on them is the test's. */
final class FakeOrchestrator implements AutoCloseable {
    static final int MAX_FRAME_BYTES = 4096;

    private final ServerSocket server;

    FakeOrchestrator() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setSoTimeout(20_000);
    }

    String joinUrl() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/join#k3y";
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next connection, before its upgrade. */
    Peer connection() throws IOException {
        return new Peer(server.accept());
    }

    /** A worker that has registered, and what it said. */
    record Registered(Peer peer, JsonNode registration) {}

    Registered registered() throws Exception {
        return registered(
                "{'type':'registration_ack','protocol':1,'workerId':'w-1','workerSecret':'s3cret','name':'Thing',"
                        + "'heartbeatMs':60000,'silenceLimitMs':60000,'window':2,'maxFrameBytes':" + MAX_FRAME_BYTES
                        + "}");
    }

    Registered registered(String ack) throws Exception {
        Peer peer = connection();
        peer.upgrade(101);
        JsonNode registration = peer.message("register_worker");
        peer.text(ack);
        return new Registered(peer, registration);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
