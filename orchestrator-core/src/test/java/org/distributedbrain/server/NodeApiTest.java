package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** What the operator does with workers over HTTP. */
class NodeApiTest extends HttpTestBase {

    @Test
    void one_worker_is_told_of_by_its_id() throws Exception {
        var listed = json(get("/api/v1/nodes")).path("nodes").get(0);
        assertThat(json(get("/api/v1/nodes/" + listed.path("id").asString()))).isEqualTo(listed);
        var missing = get("/api/v1/nodes/nobody");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(detail(missing))
                .isEqualTo("No worker 'nobody' is connected: GET /api/v1/nodes lists those there are.");
        assertThat(detail(get("/api/v1/nodes/" + "x".repeat(200)))).contains("'" + "x".repeat(80) + "…'");
    }

    @Test
    void workers_and_the_leaderboard_are_paged() throws Exception {
        assertThat(json(get("/api/v1/nodes")).has("next")).isFalse();
        var first = json(get("/api/v1/nodes?limit=1"));
        assertThat(first.path("nodes")).hasSize(1);
        var next = json(get("/api/v1/nodes?limit=1&after=" + first.path("next").asString()));
        assertThat(next.path("nodes")).isEmpty();
        assertThat(next.has("next")).isFalse();
        var best = json(get("/api/v1/leaderboard?limit=1"));
        assertThat(best.path("leaderboard")).hasSize(1);
        assertThat(best.path("next").asString()).isEqualTo("1");
        var behind = json(get("/api/v1/leaderboard?limit=1&after=1"));
        assertThat(behind.path("leaderboard")).isEmpty();
        assertThat(behind.has("next")).isFalse();
        assertThat(get("/api/v1/leaderboard?after=Pixel").statusCode()).isEqualTo(400);
    }

    @Test
    void the_grid_is_told_in_numbers() throws Exception {
        var sizes = "{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6,\"colsB\":7,\"seed\":9}";
        post(sizes);
        post(sizes);
        grid.endAtOnce = false;
        post(sizes);
        var stats = json(get("/stats"));
        assertThat(stats.path("jobs").toString())
                .isEqualTo("{\"cancelled\":0,\"done\":2,\"failed\":0,\"unfinished\":1}");
        assertThat(stats.path("workers").toString()).isEqualTo("{\"computing\":1}");
        assertThat(stats.path("operands").asInt()).isZero();
        assertThat(stats.path("averageResponseMs").asDouble()).isEqualTo(812.5);
        assertThat(stats.path("gigaflops").asDouble()).isEqualTo(1.25);
        assertThat(stats.path("uptimeSeconds").asDouble()).isNotNegative();
    }

    @Test
    void workers_are_drained_resumed_and_removed() throws Exception {
        var id = json(get("/api/v1/nodes")).path("nodes").get(0).path("id").asString();
        assertThat(send(request("/api/v1/nodes/" + id + "/drain").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(request("/api/v1/nodes/" + id + "/resume").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(request("/api/v1/nodes/" + id).DELETE()).statusCode()).isEqualTo(204);
        assertThat(grid.wishes).containsExactly("drain " + id, "resume " + id, "remove " + id);
        var unknown = send(request("/api/v1/nodes/nobody").DELETE());
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(detail(unknown)).isEqualTo("There is no worker nobody.");
        assertThat(send(request("/api/v1/nodes/" + id + "/quarantine").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }
}
