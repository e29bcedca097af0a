package org.distributedbrain.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.distributedbrain.job.Operand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden synthetic blocks that the page's tests read too; made by a program of its own, with whole numbers of any length. */
public final class GoldenSynthetic {
    private GoldenSynthetic() {}

    public static Stream<Case> all() {
        try (InputStream in =
                Objects.requireNonNull(GoldenSynthetic.class.getResourceAsStream("/golden/synthetic.json"))) {
            return List.copyOf(JsonMapper.shared().readTree(in).values()).stream()
                    .map(Case::new);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One block; {@code toString} is its name, for test reports. */
    public record Case(JsonNode json) {
        public SyntheticBlock block() {
            JsonNode generate = json.get("generate");
            return new SyntheticBlock(
                    Long.parseLong(generate.get("seed").stringValue()),
                    Operand.valueOf(generate.get("operand").stringValue()),
                    generate.get("firstRow").intValue(),
                    json.get("rows").intValue(),
                    generate.get("firstCol").intValue(),
                    json.get("cols").intValue(),
                    generate.get("stride").intValue());
        }

        /** Its values' bits, row by row. */
        public int[] bits() {
            String hex = json.get("bits").stringValue();
            return IntStream.range(0, hex.length() / 8)
                    .map(i -> Integer.parseUnsignedInt(hex, 8 * i, 8 * i + 8, 16))
                    .toArray();
        }

        @Override
        public String toString() {
            return json.get("name").stringValue() + ", seed "
                    + json.get("generate").get("seed").stringValue();
        }
    }
}
