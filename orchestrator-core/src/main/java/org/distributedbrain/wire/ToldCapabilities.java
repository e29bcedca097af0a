package org.distributedbrain.wire;

import java.util.Map;
import java.util.TreeMap;
import org.distributedbrain.job.Capabilities;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The fields of {@code register_worker} in which a worker tells of its device and what it measured itself, both ways. */
final class ToldCapabilities {
    private static final int MOST_ENGINES = 8;

    /** Beyond any device and any link: a figure above it is a mistake. */
    private static final double MOST = 1e18;

    private ToldCapabilities() {}

    static Capabilities read(Fields in) {
        return new Capabilities(
                speeds(in),
                rate(in, "downBytesPerSecond"),
                rate(in, "upBytesPerSecond"),
                in.optionalNumber("cores"),
                in.optionalNumber("memoryGb"),
                in.has("storageBytes") ? (Long) in.integer("storageBytes", 0, Protocol.MAX_INTEGER) : null);
    }

    static void write(Capabilities told, ObjectNode out) {
        if (!told.operationsPerSecond().isEmpty()) {
            var speeds = out.putObject("opsPerSecond");
            new TreeMap<>(told.operationsPerSecond()).forEach(speeds::put);
        }
        put(out, "downBytesPerSecond", told.downBytesPerSecond());
        put(out, "upBytesPerSecond", told.upBytesPerSecond());
        put(out, "cores", told.cores());
        put(out, "memoryGb", told.memoryGb());
        if (told.storageBytes() != null) {
            out.put("storageBytes", told.storageBytes());
        }
    }

    private static Map<String, Double> speeds(Fields in) {
        if (!in.has("opsPerSecond")) {
            return Map.of();
        }
        Fields engines = in.object("opsPerSecond");
        if (engines.object().size() > MOST_ENGINES) {
            throw in.bad(
                    "opsPerSecond",
                    "has " + engines.object().size() + " entries; at most " + MOST_ENGINES + " are allowed");
        }
        Map<String, Double> speeds = new TreeMap<>();
        for (String engine : engines.object().propertyNames()) {
            if (!WorkerMessages.ENGINE.matcher(engine).matches()) {
                throw in.bad(
                        "opsPerSecond",
                        "names '" + CleanText.shortened(engine, 40)
                                + "'; an engine is 1 to 20 characters of a-z, 0-9 and -");
            }
            speeds.put(engine, rate(engines, engine));
        }
        return speeds;
    }

    private static @Nullable Double rate(Fields in, String field) {
        if (!in.has(field)) {
            return null;
        }
        double rate = in.number(field);
        if (rate == 0 || rate > MOST) {
            throw in.bad(field, "is " + rate + "; it must be above 0 and at most " + MOST);
        }
        return rate;
    }

    private static void put(ObjectNode out, String field, @Nullable Double value) {
        if (value != null) {
            out.put(field, value);
        }
    }
}
