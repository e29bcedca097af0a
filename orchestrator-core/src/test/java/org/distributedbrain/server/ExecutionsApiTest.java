package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.distributedbrain.job.JobId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecutionsApiTest extends HttpTestBase {
    private String path = "";

    @BeforeEach
    void submit() throws Exception {
        var created = post("{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6,\"colsB\":7,\"seed\":9}");
        var id = json(created).path("id").asString();
        path = "/api/v1/jobs/" + id + "/executions";
        grid.addExecutions(new JobId(id));
    }

    @Test
    void every_attempt_tells_who_when_and_how_it_ended() throws Exception {
        var page = json(get(path));
        assertThat(page.propertyNames()).containsExactly("executions");
        assertThat(page.path("executions").get(0).toString())
                .isEqualTo("{\"task\":7,\"chunk\":4,\"workerId\":\"w1\",\"worker\":\"Pixel\",\"outcome\":\"verified\","
                        + "\"readyAt\":\"2026-03-01T12:00:00Z\",\"sentAt\":\"2026-03-01T12:00:00.001Z\","
                        + "\"startedAt\":\"2026-03-01T12:00:00.003Z\",\"computedAt\":\"2026-03-01T12:00:00.030Z\","
                        + "\"returnedAt\":\"2026-03-01T12:00:00.034Z\",\"checkedAt\":\"2026-03-01T12:00:00.035Z\","
                        + "\"endedAt\":\"2026-03-01T12:00:00.037Z\",\"bytesOut\":4096,\"bytesIn\":1024,"
                        + "\"computeMs\":26.5,\"merged\":1}");
        assertThat(page.path("executions").get(1).has("startedAt")).isFalse();
        assertThat(page.path("executions").get(1).path("outcome").asString()).isEqualTo("lost");
    }

    @Test
    void pages_follow_each_other() throws Exception {
        var first = json(get(path + "?limit=1"));
        assertThat(first.path("next").asLong()).isEqualTo(7);
        var second = json(get(path + "?limit=1&after=7"));
        assertThat(second.path("executions").get(0).path("task").asLong()).isEqualTo(8);
        var third = json(get(path + "?limit=1&after=8"));
        assertThat(third.path("executions").size()).isZero();
        assertThat(third.has("next")).isFalse();
    }

    @Test
    void what_is_not_possible_gets_its_sentence() throws Exception {
        assertThat(detail(get(path + "?after=x")))
                .isEqualTo("after=x is not the number of a task: use the 'next' of the page before.");
        assertThat(get(path + "?limit=1001").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/jobs/" + UUID.randomUUID() + "/executions").statusCode())
                .isEqualTo(404);
    }
}
