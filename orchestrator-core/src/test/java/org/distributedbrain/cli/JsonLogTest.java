package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** {@code --log json}: what a real orchestrator writes while a job runs. */
@Timeout(300)
class JsonLogTest {
    @TempDir
    Path folder;

    @Test
    void every_line_is_an_object_and_tells_of_which_job_and_worker_it_is() throws Exception {
        Path log = folder.resolve("brain.log");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var before = context.getLogger("org.distributedbrain").getLevel();
        Logging.toFolder(folder, true);
        try (Orchestrator grid =
                Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0))) {
            grid.addLocalWorker("here", 1);
            var job = grid.submit(new JobSpec(new MatmulSource.Synthetic(new MatmulSize(30, 20, 10), 1), "a \"test\""));
            grid.await(job.id(), Duration.ofSeconds(120));
            await().untilAsserted(() -> assertThat(objects(log))
                    .anyMatch(line -> line.path("formattedMessage").asString().equals("Job done")
                            && value(line, "job").equals(job.id().value())
                            && !value(line, "ms").isEmpty())
                    .anyMatch(line -> line.path("formattedMessage").asString().equals("Job accepted: a \"test\""))
                    .anyMatch(line -> line.path("formattedMessage").asString().contains("took up work")
                            && !value(line, "worker").isEmpty()));
        } finally {
            var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            root.iteratorForAppenders().forEachRemaining(appender -> {
                if (appender instanceof ch.qos.logback.core.rolling.RollingFileAppender) {
                    appender.stop();
                    root.detachAppender(appender);
                }
            });
            context.getLogger("org.distributedbrain").setLevel(before);
        }
    }

    private static List<JsonNode> objects(Path log) throws Exception {
        return Files.readAllLines(log).stream().map(Json.MAPPER::readTree).toList();
    }

    private static String value(JsonNode line, String key) {
        return StreamSupport.stream(line.path("kvpList").spliterator(), false)
                .filter(pair -> pair.has(key))
                .map(pair -> pair.path(key).asString())
                .findFirst()
                .orElse("");
    }
}
