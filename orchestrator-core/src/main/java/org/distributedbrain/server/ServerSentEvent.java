package org.distributedbrain.server;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.distributedbrain.server.api.Json;

/** One event of a stream: its name, and a document. What it tells decides its id, so that it is the same after a restart. */
record ServerSentEvent(String name, String json) {

    static ServerSentEvent of(String name, Object document) {
        return new ServerSentEvent(name, new String(Json.bytes(document), StandardCharsets.UTF_8));
    }

    /** As the listener gives it back in {@code Last-Event-ID}. */
    String id() {
        var checksum = new CRC32C();
        checksum.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    byte[] bytes() {
        return ("id: " + id() + "\nevent: " + name + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
