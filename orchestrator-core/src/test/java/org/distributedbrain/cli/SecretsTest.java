package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** No secret is in a log (with everything of ours logged), in a refusal, in what {@code brain config} shows, or in the database. */
class SecretsTest {
    private static final String WRONG_TOKEN = "wr0ng-t0ken-that-a-person-mistyped-and-that-opens-something-else";
    private static final String WRONG_KEY = "wr0ng-join-key-of-another-grid";

    @TempDir
    Path folder;

    private final StringBuffer log = new StringBuffer();
    private final StringBuilder answers = new StringBuilder();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Logger house = (Logger) LoggerFactory.getLogger("org.distributedbrain");
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.append(event.getFormattedMessage())
                    .append(
                            event.getThrowableProxy() == null
                                    ? ""
                                    : ThrowableProxyUtil.asString(event.getThrowableProxy()))
                    .append('\n');
        }
    };
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void listen() {
        appender.setContext(house.getLoggerContext());
        appender.start();
        house.setLevel(Level.TRACE);
        house.setAdditive(false);
        house.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        house.detachAppender(appender);
        house.setLevel(null);
        house.setAdditive(true);
        client.close();
    }

    private String ask(Orchestrator grid, String method, String path, String token, String body) throws Exception {
        var request = HttpRequest.newBuilder(grid.url().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private String registration(String key) {
        return "{\"joinKey\":\"" + key + "\",\"engine\":\"numpy\",\"kernels\":[\"matmul\"],\"maxBlockBytes\":1048576,"
                + "\"memoryBytes\":8388608}";
    }

    @Test
    void a_secret_is_where_it_is_given_and_nowhere_else() throws Exception {
        secrets.put("wrong token", WRONG_TOKEN);
        secrets.put("wrong join key", WRONG_KEY);
        try (var grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder), 0))) {
            var operator = Files.readString(folder.resolve("operator.token")).strip();
            secrets.put("operator token", operator);
            secrets.put(
                    "join key", URI.create(grid.invitation().best().toString()).getFragment());
            var created = ask(grid, "POST", "/api/v1/tokens", operator, "{\"name\":\"lab\",\"scope\":\"submit\"}");
            var lab = Json.MAPPER.readTree(created).path("secret").asString();
            secrets.put("requestor's token", lab);
            var registered = ask(
                    grid,
                    "POST",
                    "/api/v1/nodes/register",
                    operator,
                    registration(grid.invitation().best().getFragment()));
            secrets.put(
                    "worker's secret",
                    Json.MAPPER.readTree(registered).path("workerSecret").asString());
            useAndMisuse(grid, operator, lab);
            grid.addLocalWorker("this one", 1).close();
        }
        assertThat(secrets.values()).allMatch(secret -> secret.length() > 20);
        assertThat(log).as("there is a log at all").contains("Token lab");
        searched("log", log.toString());
        searched("answers", answers.toString());
        searched("brain config", config());
        for (var file : new String[] {"brain.db", "brain.db-wal"}) {
            if (Files.exists(folder.resolve(file))) {
                searched(file, new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.ISO_8859_1));
            }
        }
    }

    private void useAndMisuse(Orchestrator grid, String operator, String lab) throws Exception {
        answers.append(ask(grid, "GET", "/api/v1/tokens", operator, ""))
                .append(ask(grid, "GET", "/api/v1/jobs", lab, ""))
                .append(ask(grid, "GET", "/api/v1/tokens", lab, ""))
                .append(ask(grid, "GET", "/api/v1/jobs", WRONG_TOKEN, ""))
                .append(ask(grid, "POST", "/api/v1/jobs", WRONG_TOKEN, "{}"))
                .append(ask(grid, "POST", "/api/v1/jobs", lab, "{\"kernel\":"))
                .append(ask(grid, "PUT", "/api/v1/blobs/" + "0".repeat(64), lab, "no matrix"))
                .append(ask(grid, "POST", "/api/v1/nodes/register", operator, registration(WRONG_KEY)))
                .append(ask(grid, "GET", "/api/v1/nodes", operator, ""))
                .append(ask(grid, "DELETE", "/api/v1/tokens/lab", operator, ""));
    }

    private String config() {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var environment =
                Map.of("BRAIN_DATA", folder.toString(), "BRAIN_TOKEN", WRONG_TOKEN, "NGROK_AUTHTOKEN", WRONG_KEY);
        Brain.run(new Terminal(stream, stream, environment, false, false), "config");
        Brain.run(new Terminal(stream, stream, environment, false, false), "config", "--json");
        return out.toString(StandardCharsets.UTF_8);
    }

    private void searched(String where, String text) {
        secrets.forEach((what, secret) -> assertThat(text.contains(secret))
                .as("the %s is in the %s", what, where)
                .isFalse());
    }
}
