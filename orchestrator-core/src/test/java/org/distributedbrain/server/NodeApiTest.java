package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** What the operator does with workers over HTTP. */
class NodeApiTest extends HttpTestBase {

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
