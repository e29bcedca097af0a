package org.distributedbrain.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden examples that the page's tests read too. */
public final class GoldenFrames {
    private GoldenFrames() {}

    public static Stream<Case> all() {
        try (InputStream in = Objects.requireNonNull(GoldenFrames.class.getResourceAsStream("/golden/frames.json"))) {
            List<JsonNode> cases = List.copyOf(JsonMapper.shared().readTree(in).values());
            return cases.stream().map(Case::new);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One example; {@code toString} is its name, for test reports. */
    public record Case(JsonNode json) {
        public boolean valid() {
            return json.get("valid").booleanValue();
        }

        public boolean isText() {
            return word("form").equals("text");
        }

        public boolean toWorker() {
            return word("direction").equals("to worker");
        }

        public String text() {
            return word("text");
        }

        public ByteBuffer bytes() {
            return ByteBuffer.wrap(HexFormat.of().parseHex(word("hex")));
        }

        public String error() {
            return word("error");
        }

        public int close() {
            return json.get("close").intValue();
        }

        public JsonNode field(String name) {
            return json.get(name);
        }

        @Override
        public String toString() {
            return word("name");
        }

        private String word(String field) {
            return json.get(field).stringValue();
        }
    }
}
