package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.distributedbrain.job.MatmulSource;
import org.junit.jupiter.api.Test;

/** Files that are sent before the job that they are for. */
class UploadApiTest extends HttpTestBase {
    private static final byte[] A = "1,2\n3,4\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void uploaded_files_become_a_job_under_their_names() throws Exception {
        assertThat(upload(A, "A.csv").statusCode()).isEqualTo(201);
        assertThat(upload(A, "A.csv").statusCode()).isEqualTo(204);
        var created = post(filesJob(sha256(A)));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(json(created).path("label").asString()).isEqualTo("A.csv × A.csv");
        var source = (MatmulSource.Files) grid.submitted.getFirst().source();
        assertThat(source.a().path()).hasFileName(sha256(A) + ".csv").hasBinaryContent(A);
        assertThat(source.named("%s and %s.csv".formatted(source.a().path(), sha256(A))))
                .isEqualTo("A.csv and A.csv");
    }

    @Test
    void the_name_that_comes_with_a_request_counts_even_when_the_file_was_there_before() throws Exception {
        upload(A, "first.csv");
        post(filesJob(sha256(A)));
        upload(A, "second.csv");
        var file = "{\"blob\":\"%s\",\"name\":\"second.csv\"}".formatted(sha256(A));
        var created = post("{\"kernel\":\"matmul\",\"a\":%s,\"b\":%s}".formatted(file, file));
        assertThat(json(created).path("label").asString()).isEqualTo("second.csv × second.csv");
    }

    @Test
    void a_refused_submission_leaves_no_file_and_speaks_of_the_owners_name() throws Exception {
        grid.refusal = "%A% is a vector: give a matrix.";
        upload(A, "mine.csv");
        var refused = post(filesJob(sha256(A)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(detail(refused)).isEqualTo("mine.csv is a vector: give a matrix.");
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_file_in_use_survives_another_refusal() throws Exception {
        upload(A, "A.csv");
        post(filesJob(sha256(A)));
        grid.refusal = "No.";
        upload(A, "A.csv");
        post(filesJob(sha256(A)));
        assertThat(stored()).containsExactly(sha256(A) + ".csv");
    }

    @Test
    void bytes_that_do_not_match_their_hash_are_not_kept() throws Exception {
        var answer = send(request("/api/v1/blobs/" + "0".repeat(64)).PUT(BodyPublishers.ofByteArray(A)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(detail(answer)).contains(sha256(A), "send the file again");
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_file_over_the_limit_is_refused_announced_or_not() throws Exception {
        var long_ = new byte[5000];
        var announced = upload(long_, "A.npy");
        var chunked = send(request("/api/v1/blobs/" + sha256(long_))
                .PUT(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(long_))));
        assertThat(List.of(announced.statusCode(), chunked.statusCode())).containsExactly(413, 413);
        assertThat(detail(chunked))
                .isEqualTo("The file is longer than 4096 bytes, the limit for one operand: send a smaller matrix.");
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_missing_upload_is_named() throws Exception {
        var refused = post(filesJob("a".repeat(64)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(detail(refused)).startsWith("There is no uploaded file aaaa");
    }

    private static String filesJob(String sha256) {
        return "{\"kernel\":\"matmul\",\"a\":{\"blob\":\"%s\"},\"b\":{\"blob\":\"%s\"}}".formatted(sha256, sha256);
    }

    private List<String> stored() throws IOException {
        try (var files = Files.list(folder.resolve("blobs"))) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}
