package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.JobId;
import org.junit.jupiter.api.Test;

/** Progress that is told as it happens. */
class EventApiTest extends HttpTestBase {
    private static final String SIZES = "{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6,\"colsB\":7,\"seed\":9}";

    /** That a listener went away shows when something is written to it. */
    @Override
    Duration heartbeat() {
        return Duration.ofMillis(50);
    }

    @Test
    void a_job_is_told_of_until_it_has_ended() throws Exception {
        grid.endAtOnce = false;
        var id = json(post(SIZES)).path("id").asString();
        var response = listen("/api/v1/jobs/" + id + "/events");
        try (var lines = lines(response)) {
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(event(lines).get(2)).startsWith("data: {").contains("\"state\":\"queued\"");
            grid.end(new JobId(id));
            grid.tell();
            var last = event(lines);
            assertThat(last.get(1)).isEqualTo("event: job");
            assertThat(last.get(2)).contains("\"state\":\"done\"");
            assertThat(lines.readLine()).as("the stream ends").isNull();
        }
    }

    @Test
    void who_had_the_last_event_is_told_not_to_come_back() throws Exception {
        var id = json(post(SIZES)).path("id").asString();
        var path = "/api/v1/jobs/" + id + "/events";
        var last = get(path).body().lines().findFirst().orElseThrow().substring("id: ".length());
        assertThat(send(request(path).header("Last-Event-ID", last)).statusCode())
                .isEqualTo(204);
        assertThat(send(request(path).header("Last-Event-ID", "older")).body()).contains("\"state\":\"done\"");
        assertThat(get("/api/v1/jobs/00000000-0000-4000-8000-000000000000/events")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_whole_grid_is_told_of_and_a_server_that_stops_ends_every_stream() throws Exception {
        grid.endAtOnce = false;
        var id = json(post(SIZES)).path("id").asString();
        try (var lines = lines(listen("/api/v1/events"))) {
            assertThat(event(lines).get(1)).isEqualTo("event: totals");
            assertThat(event(lines).get(2)).contains("\"state\":\"queued\"");
            grid.end(new JobId(id));
            grid.tell();
            assertThat(event(lines).get(2)).contains("\"state\":\"done\"");
            server.close();
            assertThat(lines.lines().filter(line -> line.startsWith("event: job")))
                    .isEmpty();
        }
    }

    @Test
    void a_job_that_came_and_ended_between_two_moments_is_told_of_too() throws Exception {
        post(SIZES);
        try (var lines = lines(listen("/api/v1/events"))) {
            assertThat(event(lines).get(1)).isEqualTo("event: totals");
            var id = json(post(SIZES)).path("id").asString();
            grid.tell();
            assertThat(event(lines).get(2))
                    .as("the one from before is not told of")
                    .contains(id, "\"state\":\"done\"");
        }
    }

    @Test
    void a_head_has_the_headers_and_no_stream() throws Exception {
        var head = send(request("/api/v1/events").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    }

    @Test
    void no_more_listen_than_may() throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        for (int i = 0; i < EventStreams.MOST; i++) {
            var response = listen("/api/v1/events");
            assertThat(response.statusCode()).isEqualTo(200);
            open.add(response.body());
        }
        var refused = get("/api/v1/events");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(detail(refused)).startsWith("100 listeners are connected, the most that may be");
        for (var stream : open) {
            stream.close();
        }
        var job = json(post(SIZES)).path("id").asString();
        await().until(() -> get("/api/v1/jobs/" + job + "/events").statusCode() == 200);
    }

    private HttpResponse<InputStream> listen(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The next one; comments are none. */
    private static List<String> event(BufferedReader lines) throws Exception {
        var first = lines.readLine();
        while (first.startsWith(":")) {
            assertThat(lines.readLine()).isEmpty();
            first = lines.readLine();
        }
        var event = List.of(first, lines.readLine(), lines.readLine());
        assertThat(lines.readLine()).isEmpty();
        return event;
    }
}
