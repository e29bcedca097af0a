package org.distributedbrain.kernel.mandelbrot;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.distributedbrain.kernel.TileKernel.Place;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden tiles that the page's tests read too; made by a program of its own, with whole numbers of any length. */
public final class GoldenMandelbrot {
    private GoldenMandelbrot() {}

    public static Stream<Case> all() {
        try (InputStream in =
                Objects.requireNonNull(GoldenMandelbrot.class.getResourceAsStream("/golden/mandelbrot.json"))) {
            return List.copyOf(JsonMapper.shared().readTree(in).values()).stream()
                    .map(Case::new);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One tile; {@code toString} is its name, for test reports. */
    public record Case(JsonNode json) {
        public Map<String, String> parameters() {
            Map<String, String> parameters = new TreeMap<>();
            json.get("parameters")
                    .properties()
                    .forEach(entry ->
                            parameters.put(entry.getKey(), entry.getValue().stringValue()));
            return parameters;
        }

        public Place place() {
            return new Place(
                    json.get("firstRow").intValue(),
                    json.get("rows").intValue(),
                    json.get("firstCol").intValue(),
                    json.get("cols").intValue());
        }

        /** Row by row. */
        public int[] counts() {
            return json.get("counts").values().stream()
                    .mapToInt(JsonNode::intValue)
                    .toArray();
        }

        @Override
        public String toString() {
            return json.get("name").stringValue() + ", "
                    + json.get("parameters").get("digits").stringValue() + " digits";
        }
    }
}
