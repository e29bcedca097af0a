package org.distributedbrain.wire;

import static org.distributedbrain.wire.ErrorCode.BAD_MESSAGE;
import static org.distributedbrain.wire.ErrorCode.TOO_BIG;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Messages to JSON text and back, strictly: what does not fit docs/protocol.md is refused with a {@link ProtocolException}. */
public final class WireCodec {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxNumberLength(400)
                            .maxDocumentLength(Protocol.MAX_TEXT_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private WireCodec() {}

    /** Reads a worker's message. @throws ProtocolException {@code bad_message}, {@code bad_protocol} or {@code too_big} */
    public static WorkerMessage decodeWorker(String text) {
        return WorkerMessages.read(object(text));
    }

    /** Reads an orchestrator's message; empty when its type is not known, which is to be ignored. @throws ProtocolException {@code bad_message} */
    public static Optional<ServerMessage> decodeServer(String text) {
        return ServerMessages.read(object(text));
    }

    public static String encode(WorkerMessage message) {
        ObjectNode json = JSON.createObjectNode();
        WorkerMessages.write(message, json);
        return JSON.writeValueAsString(json);
    }

    public static String encode(ServerMessage message) {
        ObjectNode json = JSON.createObjectNode();
        ServerMessages.write(message, json);
        return JSON.writeValueAsString(json);
    }

    /** The sentence for a text message of more than {@link Protocol#MAX_TEXT_BYTES}. */
    public static ProtocolException textTooBig(long atLeastBytes) {
        return new ProtocolException(
                TOO_BIG,
                "A text message has " + atLeastBytes + " bytes or more; at most " + Protocol.MAX_TEXT_BYTES
                        + " are accepted.");
    }

    private static Fields object(String text) {
        // A UTF-16 unit takes at most 3 bytes, so that most messages need no counting.
        if (text.length() > Protocol.MAX_TEXT_BYTES / 3) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > Protocol.MAX_TEXT_BYTES) {
                throw textTooBig(bytes);
            }
        }
        JsonNode node = parse(text);
        if (!node.isObject()) {
            throw new ProtocolException(
                    BAD_MESSAGE,
                    "The text " + quote(text)
                            + " is not a JSON object; every text message is one object with a 'type'.");
        }
        Fields unnamed = new Fields("a message", node);
        return new Fields(unnamed.string("type"), node);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            var place = e.getLocation();
            String where = place == null || place.getCharOffset() < 0 ? "" : " at character " + place.getCharOffset();
            throw new ProtocolException(
                    BAD_MESSAGE,
                    "The text " + quote(text) + " is not valid JSON" + where
                            + "; send one JSON object per text message.");
        }
    }

    private static String quote(String text) {
        return "'" + CleanText.shortened(text, 60) + "'";
    }
}
