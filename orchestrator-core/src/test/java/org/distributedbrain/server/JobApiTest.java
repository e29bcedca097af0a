package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.distributedbrain.Samples;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobApiTest extends HttpTestBase {
    private static final String SIZES = "{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6,\"colsB\":7,\"seed\":9}";

    @Test
    void a_job_of_sizes_is_created_and_located() throws Exception {
        grid.endAtOnce = false;
        var created = post(SIZES);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(json(created).propertyNames())
                .containsExactly(
                        "id",
                        "kernel",
                        "rowsA",
                        "colsA",
                        "colsB",
                        "label",
                        "partition",
                        "priority",
                        "verify",
                        "state",
                        "chunksDone",
                        "chunks",
                        "grid",
                        "submittedAt",
                        "notes",
                        "waitingFor");
        var id = json(created).path("id").asString();
        assertThat(created.headers().firstValue("Location")).hasValue("/api/v1/jobs/" + id);
        assertThat(grid.submitted.getFirst().source())
                .isEqualTo(new MatmulSource.Synthetic(new MatmulSize(5, 6, 7), 9));
        assertThat(grid.submitted.getFirst().label()).isEqualTo("5×6 · 6×7, seed 9");
        grid.end(new JobId(id));
        assertThat(json(get("/api/v1/jobs/" + id)).path("state").asString()).isEqualTo("done");
        assertThat(json(get("/api/v1/jobs/" + id))
                        .path("metrics")
                        .path("workersUsed")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void how_a_job_is_to_be_done_is_taken_told_and_kept_in_the_table() throws Exception {
        var created = post(SIZES.replace("}", ",\"partition\":\"tiles\",\"priority\":\"high\",\"verify\":\"none\"}"));
        assertThat(grid.submitted.getFirst().options())
                .isEqualTo(new JobOptions(Partition.TILES, Priority.HIGH, Verification.NONE));
        var job = json(get(created.headers().firstValue("Location").orElseThrow()));
        assertThat(job.path("partition").asString()).isEqualTo("tiles");
        assertThat(job.path("priority").asString()).isEqualTo("high");
        assertThat(job.path("verify").asString()).isEqualTo("none");
        assertThat(job.path("grid").toString()).isEqualTo("{\"rowParts\":8,\"colParts\":2,\"innerParts\":1}");
        assertThat(get("/api/v1/jobs.csv").body().lines())
                .anySatisfy(line -> assertThat(line).contains(",tiles,8,2,1,high,none,NOT VERIFIED,"));
    }

    @Test
    void what_a_job_would_take_is_told_without_submitting_it() throws Exception {
        var answer = send(request("/api/v1/jobs/estimate")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(SIZES)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("totalMs").asDouble()).isEqualTo(700);
        assertThat(json(answer).path("boundBy").asString()).isEqualTo("uplink");
        assertThat(json(answer).path("localIsFaster").asBoolean()).isTrue();
        assertThat(json(answer).path("sentence").asString())
                .isEqualTo("About 700 ms on 2 workers; 8.0 MB out, 4.0 MB in; bound by the uplink."
                        + " This computer alone: about 400 ms, faster.");
        assertThat(grid.submitted).isEmpty();
    }

    @Test
    void the_prediction_stands_beside_the_truth() throws Exception {
        var created = post(SIZES);
        var job = json(get(created.headers().firstValue("Location").orElseThrow()));
        assertThat(job.path("estimate").path("totalMs").asDouble()).isEqualTo(700);
        assertThat(job.path("estimate").path("errorPercent").asDouble())
                .isCloseTo(100 * (700 - 812.5) / 812.5, within(1e-9));
        assertThat(get("/api/v1/jobs.csv").body().lines().findFirst().orElseThrow())
                .endsWith("predicted_ms,prediction_error_percent,kernel");
    }

    @Test
    void without_a_wish_a_job_is_done_as_most_people_want_it() throws Exception {
        post(SIZES);
        assertThat(grid.submitted.getFirst().options()).isEqualTo(JobOptions.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1]|The body must be a JSON object",
                "{\"kernel\"|The body is not valid JSON at line 1, column 10: send one JSON object",
                "{\"kernel\":\"fft\"}|kernel must be one of matmul, mandelbrot, not \"fft\".",
                "{\"kernel\":7}|kernel must be one of matmul, mandelbrot, not 7.",
                "{\"kernel\":\"mandelbrot\",\"rowsA\":5}|The field 'rowsA' is unknown here: use kernel, label, parameters, priority, verify.",
                "{\"kernel\":\"mandelbrot\",\"parameters\":[]}|parameters must be an object with texts for ",
                "{\"kernel\":\"mandelbrot\",\"parameters\":{\"zom\":\"1\"}}|The field 'zom' is unknown here: use center, iterations, size, zoom.",
                "{\"kernel\":\"mandelbrot\",\"parameters\":{\"zoom\":0.5}}|The parameter 'zoom' must be a text, for example \"0.75\", not 0.5.",
                "{\"kernel\":\"mandelbrot\",\"parameters\":{\"zoom\":\"-1\"}}|Zoom is -1; it must be from 0.25 to 1e150.",
                "{\"kernel\":\"mandelbrot\",\"verify\":\"maybe\"}|verify is 'maybe':",
                "{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6,\"colsB\":7,\"sead\":9}|The field 'sead' is unknown here: use colsA, colsB, kernel, label, partition, priority, rowsA, seed, verify.",
                "{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6}|colsB must be a whole number from 1 to 2147483647, not absent.",
                "{\"kernel\":\"matmul\",\"rowsA\":5.5,\"colsA\":6,\"colsB\":7}|rowsA must be a whole number from 1 to 2147483647, not 5.5.",
                "{\"kernel\":\"matmul\",\"a\":{\"blob\":\"x\"},\"b\":{\"blob\":\"x\"}}|'x' is not a SHA-256:",
                "{\"kernel\":\"matmul\",\"a\":\"x\"}|'a' must be {\"operand\":\"id of a matrix on the grid\"}, or {\"blob\":\"SHA-256 of an uploaded file\"}, which may have a \"name\", not \"x\".",
                "{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6,\"colsB\":7,\"partition\":\"cols\"}|partition is 'cols': use auto, rows or tiles.",
                "{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6,\"colsB\":7,\"priority\":9}|priority is '9': use low, normal or high.",
                "{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6,\"colsB\":7,\"verify\":\"NONE\"}|verify is 'NONE': use freivalds, cpu or none for a product;",
                "{\"kernel\":\"matmul\",\"rowsA\":5,\"rowsA\":6}|The body is not valid JSON at line 1, column",
            })
    void a_bad_request_gets_its_sentence(String body, String sentence) throws Exception {
        var refused = post(body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(detail(refused)).startsWith(sentence);
        assertThat(grid.submitted).isEmpty();
    }

    @Test
    void other_content_types_and_long_bodies_are_refused() throws Exception {
        var form = send(
                request("/api/v1/jobs").header("Content-Type", "text/plain").POST(BodyPublishers.ofString(SIZES)));
        var tooLong = post("{\"label\":\"" + "x".repeat(70_000) + "\"}");
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(detail(tooLong)).startsWith("The body is longer than 65536 bytes, the limit here");
    }

    @Test
    void waiting_returns_as_soon_as_the_job_ends() throws Exception {
        grid.endAtOnce = false;
        var id = json(post(SIZES)).path("id").asString();
        assertThat(json(get("/api/v1/jobs/" + id + "?wait=1ms")).path("state").asString())
                .isEqualTo("queued");
        var ending = Thread.startVirtualThread(() -> grid.end(new JobId(id)));
        assertThat(json(get("/api/v1/jobs/" + id + "?wait=20s")).path("state").asString())
                .isEqualTo("done");
        ending.join();
        assertThat(get("/api/v1/jobs/" + id + "?wait=soon").statusCode()).isEqualTo(400);
    }

    @Test
    void only_an_unfinished_job_can_be_cancelled() throws Exception {
        grid.endAtOnce = false;
        var id = json(post(SIZES)).path("id").asString();
        var first = send(request("/api/v1/jobs/" + id).DELETE());
        var second = send(request("/api/v1/jobs/" + id).DELETE());
        assertThat(json(first).path("state").asString()).isEqualTo("cancelled");
        assertThat(second.statusCode()).isEqualTo(409);
    }

    @Test
    void the_result_comes_whole_or_in_ranges() throws Exception {
        var id = json(post(SIZES)).path("id").asString();
        var whole = client.send(request("/api/v1/jobs/" + id + "/result").build(), BodyHandlers.ofByteArray());
        var part = client.send(
                request("/api/v1/jobs/" + id + "/result")
                        .header("Range", "bytes=1-5")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(whole.body()).isEqualTo(Samples.ones());
        assertThat(whole.headers().firstValueAsLong("Content-Length")).hasValue(Samples.ones().length);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(new String(part.body(), StandardCharsets.US_ASCII)).isEqualTo("NUMPY");
    }

    @Test
    void a_result_says_how_it_was_verified() throws Exception {
        var checked = json(post(SIZES)).path("id").asString();
        assertThat(get("/api/v1/jobs/" + checked + "/result").headers().firstValue("X-Verification"))
                .hasValue("freivalds");
        var unchecked = json(post(SIZES.replace("}", ",\"verify\":\"none\"}")))
                .path("id")
                .asString();
        assertThat(get("/api/v1/jobs/" + unchecked + "/result").headers().firstValue("X-Verification"))
                .hasValue("none");
    }

    @Test
    void an_unfinished_job_has_no_result_yet() throws Exception {
        grid.endAtOnce = false;
        var id = json(post(SIZES)).path("id").asString();
        assertThat(get("/api/v1/jobs/" + id + "/result").statusCode()).isEqualTo(409);
    }

    @Test
    void jobs_that_are_not_there_are_404_and_bad_ids_400() throws Exception {
        assertThat(get("/api/v1/jobs/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(detail(get("/api/v1/jobs/7"))).isEqualTo("'7' is not a job id: it is a lower-case UUID.");
    }

    @Test
    void lists_are_bounded() throws Exception {
        post(SIZES);
        post(SIZES);
        assertThat(json(get("/api/v1/jobs?limit=1")).path("jobs")).hasSize(1);
        assertThat(detail(get("/api/v1/jobs?limit=0")))
                .isEqualTo("limit=0 is not possible: use a whole number from 1 to 1000.");
    }

    @Test
    void jobs_are_filtered_sorted_and_paged_by_a_cursor() throws Exception {
        var small = post(SIZES);
        var large = post(SIZES.replace("\"rowsA\":5", "\"rowsA\":50"));
        var largest = json(get("/api/v1/jobs?sort=size&limit=1"));
        assertThat(largest.path("jobs").get(0).path("id").asString())
                .isEqualTo(json(large).path("id").asString())
                .isEqualTo(largest.path("next").asString());
        assertThat(json(get("/api/v1/jobs?sort=size&limit=1&after="
                                + largest.path("next").asString()))
                        .path("jobs")
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo(json(small).path("id").asString());
        assertThat(json(get("/api/v1/jobs")).has("next")).isFalse();
        assertThat(json(get("/api/v1/jobs?minSize=10&state=done,failed&kernel=matmul&text=seed&from=2020-01-31"))
                        .path("jobs"))
                .hasSize(1);
        assertThat(json(get("/api/v1/jobs?until=2020-01-31T09:30:00Z")).path("jobs"))
                .isEmpty();
        assertThat(get("/api/v1/jobs.csv?maxSize=10").body().lines()).hasSize(2);
    }

    @Test
    void a_filter_that_cannot_be_says_what_can() throws Exception {
        assertThat(detail(get("/api/v1/jobs?state=asleep")))
                .isEqualTo("state is 'asleep': use unfinished, done, failed or cancelled.");
        assertThat(detail(get("/api/v1/jobs?sort=colour"))).contains("use submitted, size, duration or speed");
        assertThat(detail(get("/api/v1/jobs?order=up"))).contains("use ascending or descending");
        assertThat(detail(get("/api/v1/jobs?kernel=tetris"))).contains("there are matmul, mandelbrot");
        assertThat(detail(get("/api/v1/jobs?from=yesterday"))).contains("write a day or a moment in UTC");
        assertThat(detail(get("/api/v1/jobs?minSize=0"))).contains("minSize=0 is not possible");
        assertThat(detail(get("/api/v1/jobs?text=" + "x".repeat(201)))).contains("at most 200");
    }

    @Test
    void history_is_a_table() throws Exception {
        post(SIZES);
        var lines = get("/api/v1/jobs.csv").body().lines().toList();
        assertThat(lines.getFirst())
                .startsWith("id,label,state,rows_a,cols_a,cols_b,workers_used,chunks_count,total_time_ms");
        assertThat(lines.get(1)).contains(",\"5×6 · 6×7, seed 9\",done,5,6,7,2,16,812.5,");
    }

    @Test
    void faults_are_told_page_by_page() throws Exception {
        grid.faults = List.of(Samples.FAULT);
        var fault = json(get("/api/v1/faults")).path("faults").get(0);
        assertThat(fault.path("kind").asString()).isEqualTo("half_open");
        assertThat(fault.path("action").asString()).isEqualTo("chunk 12 went to Phone-2 after 3 ms");
        assertThat(fault.path("recoveryMs").asDouble()).isEqualTo(3);
        assertThat(json(get("/api/v1/faults?after=" + fault.path("id").asString()))
                        .path("faults"))
                .isEmpty();
        assertThat(get("/api/v1/faults?job=x").statusCode()).isEqualTo(400);
        assertThat(detail(get("/api/v1/faults?kind=bored"))).contains("use disconnected, half_open");
        assertThat(detail(get("/api/v1/faults?limit=5000"))).contains("from 1 to 1000");
    }

    @Test
    void nodes_leaderboard_and_invitation_are_told() throws Exception {
        assertThat(json(get("/api/v1/nodes")).path("nodes").get(0).path("state").asString())
                .isEqualTo("computing");
        assertThat(json(get("/api/v1/leaderboard"))
                        .path("leaderboard")
                        .get(0)
                        .path("name")
                        .asString())
                .isEqualTo("Pixel");
        assertThat(json(get("/api/v1/invitation")).path("best").asString()).isEqualTo("http://127.0.0.1:3000/join#key");
    }
}
