package org.distributedbrain;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.distributedbrain.persist.ChildJvm;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.worker.EngineChoice;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An orchestrator in a process that is killed and started again, on one folder and one port, and workers in another that stays. */
final class KilledGrid implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path data;
    private final int port;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private ChildJvm orchestrator;
    private final ChildJvm workers;

    KilledGrid(Path folder, int workerCount) throws IOException {
        data = folder.resolve("data");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        orchestrator = startOrchestrator();
        String join = "http://127.0.0.1:" + port + "/join#"
                + Files.readString(data.resolve("join.key")).strip();
        workers =
                ChildJvm.start(Working.class, join, folder.resolve("workers").toString(), String.valueOf(workerCount));
    }

    private ChildJvm startOrchestrator() throws IOException {
        ChildJvm child = ChildJvm.start(Serving.class, data.toString(), String.valueOf(port));
        child.lines(1);
        return child;
    }

    /** SIGKILL, and another process takes its place. */
    void killAndStart() throws IOException, InterruptedException {
        orchestrator.kill();
        orchestrator = startOrchestrator();
    }

    Path data() {
        return data;
    }

    /** The id of the job when that was answered with 201; empty when the connection broke. */
    Optional<String> submit(int rowsA, int colsA, int colsB) throws InterruptedException {
        String body = "{\"kernel\":\"matmul\",\"rowsA\":%d,\"colsA\":%d,\"colsB\":%d,\"seed\":7}"
                .formatted(rowsA, colsA, colsB);
        try {
            var response = http.send(
                    request("/api/v1/jobs")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new AssertionError(response.statusCode() + " " + response.body());
            }
            return Optional.of(JSON.readTree(response.body()).get("id").stringValue());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    JsonNode job(String id) throws IOException, InterruptedException {
        var response = http.send(request("/api/v1/jobs/" + id).GET().build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new AssertionError("job " + id + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    Path result(String id) {
        return data.resolve("results").resolve(id + ".npy");
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(20))
                    .header(
                            "Authorization",
                            "Bearer "
                                    + Files.readString(data.resolve("operator.token"))
                                            .strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        orchestrator.close();
        workers.close();
        http.close();
    }

    /** Ends when its parent does. */
    static final class Serving {
        public static void main(String[] arguments) throws IOException {
            var options =
                    OrchestratorOptions.local(DataPaths.in(Path.of(arguments[0])), Integer.parseInt(arguments[1]));
            try (Orchestrator grid = Orchestrator.start(options);
                    var _ = grid.subscribe(new FirstTask())) {
                System.out.println("serves at " + grid.url());
                if (System.in.read() < 0) {
                    Runtime.getRuntime().halt(1);
                }
            }
        }
    }

    /** Tells how long it took from the start of the process until a chunk was handed out. */
    private static final class FirstTask implements Consumer<Snapshot> {
        private boolean told;

        @Override
        public synchronized void accept(Snapshot snapshot) {
            if (!told && !snapshot.running().isEmpty()) {
                told = true;
                long started = ManagementFactory.getRuntimeMXBean().getStartTime();
                System.err.println("The first chunk was handed out " + (System.currentTimeMillis() - started)
                        + " ms after the orchestrator's process began.");
            }
        }
    }

    /** Ends when its parent does. */
    static final class Working {
        public static void main(String[] arguments) throws IOException {
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                NativeWorker.start(
                        URI.create(arguments[0]),
                        NativeWorkerOptions.defaults()
                                .withName("worker " + i)
                                .withThreads(1)
                                .withEngine(EngineChoice.VECTOR)
                                .withStateFolder(Path.of(arguments[1], "worker-" + i)));
            }
            if (System.in.read() < 0) {
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
