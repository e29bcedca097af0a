package org.distributedbrain.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.Json;
import tools.jackson.databind.JsonNode;

/** The original scheme (Node, Socket.io, all of B to every worker), run in its own processes. */
final class Peer {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Peer() {}

    /** @throws BadInput when it cannot run from there */
    static void check(Path folder) {
        if (!Files.isRegularFile(folder.resolve("peer.js")) || !Files.isDirectory(folder.resolve("node_modules"))) {
            throw new BadInput("The peer is not ready in " + folder
                    + ": name a folder with peer.js in which 'npm ci' has been run.");
        }
    }

    /** The total times, in milliseconds, of {@code jobs} jobs one after the other, after {@code warmUp} that do not count. */
    static List<Double> run(Path folder, int size, int workers, int warmUp, int jobs)
            throws IOException, InterruptedException, TimeoutException {
        List<String> command = new ArrayList<>(List.of("node", "peer.js", "--mode", "zeros"));
        for (String side : List.of("--m", "--k", "--n")) {
            command.addAll(List.of(side, String.valueOf(size)));
        }
        command.addAll(List.of("--workers", String.valueOf(workers), "--jobs", String.valueOf(warmUp + jobs)));
        List<Double> totals = new ArrayList<>();
        for (JsonNode run : Json.MAPPER.readTree(output(command, folder)).path("runs")) {
            totals.add(run.path("totalMs").asDouble());
        }
        if (totals.size() != warmUp + jobs) {
            throw new BadInput("The peer in " + folder + " told of " + totals.size() + " jobs instead of "
                    + (warmUp + jobs) + ": try it with 'node peer.js'.");
        }
        return totals.subList(warmUp, totals.size());
    }

    /** By way of a file: Node writes to a pipe when it finds the time, and what is left when the program ends is lost. */
    private static String output(List<String> command, Path folder)
            throws IOException, InterruptedException, TimeoutException {
        Path file = Files.createTempFile("brain-peer", ".json");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("The peer did not end within " + PATIENCE.toSeconds() + " s.");
            }
            return Files.readString(file);
        } finally {
            process.destroy();
            Files.delete(file);
        }
    }
}
