package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.distributedbrain.job.OperandId;
import org.junit.jupiter.api.Test;

/** A job that is done once more. */
class ReplayTest extends HttpTestBase {
    private static final byte[] A = "1,2\n3,4\n".getBytes(StandardCharsets.UTF_8);

    private HttpResponse<String> replay(String id) throws Exception {
        return send(request("/api/v1/jobs/" + id + "/replay").POST(BodyPublishers.noBody()));
    }

    @Test
    void it_is_a_new_job_with_the_same_source_and_wishes() throws Exception {
        var first = json(post("{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6,\"colsB\":7,\"seed\":9,"
                        + "\"label\":\"mine\",\"priority\":\"high\",\"verify\":\"cpu\"}"))
                .path("id")
                .asString();
        var again = replay(first);
        assertThat(again.statusCode()).isEqualTo(201);
        var id = json(again).path("id").asString();
        assertThat(id).isNotEqualTo(first);
        assertThat(again.headers().firstValue("Location")).hasValue("/api/v1/jobs/" + id);
        assertThat(grid.submitted).hasSize(2);
        assertThat(grid.submitted.get(1)).isEqualTo(grid.submitted.get(0));
    }

    @Test
    void a_job_of_files_needs_them_still() throws Exception {
        upload(A, "A.csv");
        var blob = "{\"blob\":\"" + sha256(A) + "\"}";
        var first = json(post("{\"kernel\":\"matmul\",\"a\":" + blob + ",\"b\":" + blob + "}"))
                .path("id")
                .asString();
        assertThat(replay(first).statusCode()).isEqualTo(201);
        Files.delete(blobs.find(new OperandId(sha256(A))).orElseThrow().file());
        var refused = replay(first);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(detail(refused))
                .isEqualTo("A.csv, which job " + first
                        + " was computed from, is not here any more: upload it again with PUT /api/v1/blobs/"
                        + sha256(A) + ".");
        assertThat(grid.submitted).hasSize(2);
        upload(A, "A.csv");
        assertThat(replay(first).statusCode()).isEqualTo(201);
    }

    @Test
    void a_job_that_is_not_there_cannot_be_done_again() throws Exception {
        assertThat(replay("00000000-0000-4000-8000-000000000000").statusCode()).isEqualTo(404);
        assertThat(replay("7").statusCode()).isEqualTo(400);
    }
}
