package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperandApiTest extends HttpTestBase {
    private static final byte[] B = "1,2\n3,4\n".getBytes(StandardCharsets.UTF_8);

    private HttpResponse<String> put(String json) throws Exception {
        return send(request("/api/v1/operands")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private String onTheGrid() throws Exception {
        upload(B, "B.csv");
        put("{\"blob\":\"%s\"}".formatted(sha256(B)));
        return sha256(B);
    }

    @Test
    void an_uploaded_file_is_put_on_the_grid_and_located() throws Exception {
        upload(B, "B.csv");
        var created = put("{\"blob\":\"%s\",\"name\":\"weights\"}".formatted(sha256(B)));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).hasValue("/api/v1/operands/" + sha256(B));
        assertThat(json(created).propertyNames())
                .containsExactly("id", "name", "rows", "cols", "bytes", "putAt", "workers");
        assertThat(json(created).path("name").asString()).isEqualTo("weights");
        assertThat(json(created).path("bytes").asInt()).isEqualTo(B.length);
        assertThat(put("{\"blob\":\"%s\"}".formatted(sha256(B))).statusCode()).isEqualTo(201);
        assertThat(json(get("/api/v1/operands")).path("operands")).hasSize(1);
    }

    @Test
    void it_is_named_by_its_id_the_beginning_of_that_or_its_name() throws Exception {
        var id = onTheGrid();
        for (var named : new String[] {id, id.substring(0, 8), "B.csv"}) {
            assertThat(json(get("/api/v1/operands/" + named)).path("id").asString())
                    .isEqualTo(id);
        }
        var missing = get("/api/v1/operands/none");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(detail(missing))
                .isEqualTo("There is no matrix 'none' on the grid: ./brain operands lists those there are, and"
                        + " ./brain put FILE adds one.");
    }

    @Test
    void lists_are_paged() throws Exception {
        onTheGrid();
        var other = "5,6\n".getBytes(StandardCharsets.UTF_8);
        upload(other, "A.csv");
        put("{\"blob\":\"%s\"}".formatted(sha256(other)));
        var page = json(get("/api/v1/operands?limit=1"));
        assertThat(page.path("next").asString()).isEqualTo(sha256(other));
        assertThat(json(get("/api/v1/operands")).has("next")).isFalse();
        var first = page.path("operands");
        assertThat(first).hasSize(1);
        assertThat(first.get(0).path("id").asString()).isEqualTo(sha256(other));
        var second =
                json(get("/api/v1/operands?limit=5&after=" + sha256(other))).path("operands");
        assertThat(second).hasSize(1);
        assertThat(second.get(0).path("id").asString()).isEqualTo(sha256(B));
        assertThat(json(get("/api/v1/operands?after=" + sha256(B))).path("operands"))
                .isEmpty();
    }

    @Test
    void a_job_takes_it_beside_an_uploaded_file() throws Exception {
        var id = onTheGrid();
        var a = "7,8\n".getBytes(StandardCharsets.UTF_8);
        upload(a, "A.csv");
        var created = post("{\"kernel\":\"matmul\",\"a\":{\"blob\":\"%s\"},\"b\":{\"operand\":\"%s\"}}"
                .formatted(sha256(a), id.substring(0, 10)));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(json(created).path("label").asString()).isEqualTo("A.csv × B.csv");
        var source = (MatmulSource.Files) grid.submitted.getFirst().source();
        assertThat(source.b().ref()).isEqualTo(new OperandRef(new OperandId(id), true));
        assertThat(source.b().path()).hasFileName(id + ".csv");
        assertThat(source.a().ref()).isNull();
    }

    @Test
    void a_job_with_one_that_is_not_there_is_refused_and_its_upload_goes() throws Exception {
        var a = "7,8\n".getBytes(StandardCharsets.UTF_8);
        upload(a, "A.csv");
        var refused = post(
                "{\"kernel\":\"matmul\",\"a\":{\"blob\":\"%s\"},\"b\":{\"operand\":\"none\"}}".formatted(sha256(a)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(detail(refused)).startsWith("There is no matrix 'none' on the grid:");
        assertThat(blobs.find(new OperandId(sha256(a)))).isEmpty();
    }

    @Test
    void one_in_use_stays_and_otherwise_it_goes() throws Exception {
        var id = onTheGrid();
        grid.operandInUse = "B.csv is used.";
        var busy = send(request("/api/v1/operands/" + id).DELETE());
        assertThat(busy.statusCode()).isEqualTo(409);
        assertThat(detail(busy)).isEqualTo("B.csv is used.");
        grid.operandInUse = null;
        assertThat(send(request("/api/v1/operands/" + id.substring(0, 8)).DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(request("/api/v1/operands/" + id).DELETE()).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|The body must be a JSON object that describes a matrix, for example",
                "{}|blob must be the SHA-256 of an uploaded file, not absent.",
                "{\"blob\":\"x\"}|'x' is not a SHA-256:",
                "{\"blob\":\"x\",\"nam\":1}|The field 'nam' is unknown here: use blob, name.",
                "{\"blob\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}|There is no uploaded file aaaa",
            })
    void a_bad_request_gets_its_sentence(String body, String sentence) throws Exception {
        var refused = put(body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(detail(refused)).startsWith(sentence);
    }

    @Test
    void the_door_is_locked() throws Exception {
        var stranger = send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(base + "/api/v1/operands")));
        assertThat(stranger.statusCode()).isEqualTo(401);
    }
}
