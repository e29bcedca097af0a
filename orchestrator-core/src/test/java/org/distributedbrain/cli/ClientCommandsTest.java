package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.distributedbrain.Samples;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.Test;

class ClientCommandsTest extends CliTestBase {

    private String job() {
        return grid.submit(new JobSpec(new MatmulSource.Synthetic(new MatmulSize(5, 6, 7), 1), "first"))
                .id()
                .value();
    }

    @Test
    void jobs_are_listed_in_columns() {
        assertThat(brain("jobs")).isZero();
        assertThat(out()).isEqualTo("No jobs yet: hand one in with ./brain submit matmul --size 1024.\n");
        var id = job();
        assertThat(brain("jobs")).isZero();
        var lines = out().lines().toList();
        assertThat(lines.get(0)).startsWith("job       submitted            state  size");
        assertThat(lines.get(1))
                .startsWith(id.substring(0, 8))
                .contains("done   5×6 · 6×7", "813 ms")
                .endsWith("first");
    }

    @Test
    void a_job_is_named_by_its_beginning() {
        var id = job();
        assertThat(brain("job", id.substring(0, 6))).isZero();
        assertThat(out()).contains(id, "first", "done");
        assertThat(brain("job", "00000000")).isEqualTo(2);
        assertThat(err()).isEqualTo("No job's id begins with 00000000: ./brain jobs shows those there are.\n");
        assertThat(brain("job", "x")).isEqualTo(2);
        assertThat(err()).isEqualTo("'x' is not a job id: write one that ./brain jobs shows.\n");
    }

    @Test
    void waiting_for_a_failed_job_has_status_1() {
        grid.failure = "No.";
        assertThat(brain("job", job(), "--wait")).isEqualTo(1);
    }

    @Test
    void a_result_is_fetched_later() throws IOException {
        var file = temp.resolve("late.npy");
        assertThat(brain("result", job(), "-o", file.toString())).isZero();
        assertThat(out()).isEqualTo(file + "\n");
        assertThat(file).hasBinaryContent(Samples.ones());
    }

    @Test
    void a_result_that_is_not_there_leaves_no_file() {
        grid.failure = "No.";
        var id = job();
        var file = temp.resolve("late.npy");
        assertThat(brain("result", id, "-o", file.toString())).isEqualTo(2);
        assertThat(err()).isEqualTo("Job " + id + " has no result: it failed.\n");
        assertThat(file).doesNotExist();
    }

    @Test
    void cancelling_twice_is_told() {
        grid.endAtOnce = false;
        var id = job();
        assertThat(brain("cancel", id)).isZero();
        assertThat(out()).isEqualTo("Job " + id + " is cancelled.\n");
        assertThat(brain("cancel", id)).isEqualTo(2);
        assertThat(err()).isEqualTo("Job " + id + " had ended already: there is nothing to cancel.\n");
    }

    @Test
    void workers_leaderboard_and_stats_are_shown() {
        assertThat(brain("workers")).isZero();
        assertThat(out()).contains("Pixel", "webgpu", "Adreno", "computing");
        assertThat(brain("leaderboard")).isZero();
        assertThat(out()).contains("Pixel", "1.50 s");
        assertThat(brain("stats")).isZero();
        assertThat(out()).contains("active workers    1\n", "speed now         1,250 Mops/s\n");
    }

    @Test
    void a_worker_is_quarantined_and_released_by_its_name_or_the_beginning_of_its_id() {
        assertThat(brain("quarantine", "Pixel")).isZero();
        assertThat(out()).isEqualTo("Worker w1-pixel is in quarantine: ./brain release w1-pixel ends that.\n");
        assertThat(brain("release", "w1-p", "--json")).isZero();
        assertThat(Json.MAPPER.readTree(out()).has("quarantinedAt")).isFalse();
        assertThat(brain("quarantine", "Nexus")).isEqualTo(2);
        assertThat(err()).startsWith("No connected worker is called Nexus, and no id begins like that: ");
        assertThat(brain("release", "00000000-0000-0000-0000-000000000000")).isEqualTo(2);
        assertThat(err()).isEqualTo("There is no worker 00000000-0000-0000-0000-000000000000.\n");
    }

    @Test
    void a_worker_is_drained_resumed_and_removed() {
        assertThat(brain("drain", "Pixel")).isZero();
        assertThat(out())
                .isEqualTo(
                        "Worker w1-pixel finishes what it has and gets nothing new: ./brain resume w1-pixel ends that.\n");
        assertThat(brain("resume", "Pixel", "--json")).isZero();
        assertThat(Json.MAPPER.readTree(out()).path("workerId").asString()).isEqualTo("w1-pixel");
        assertThat(brain("remove", "w1-p")).isZero();
        assertThat(out()).isEqualTo("Worker w1-pixel is off the grid.\n");
        assertThat(grid.wishes).containsExactly("drain w1-pixel", "resume w1-pixel", "remove w1-pixel");
        assertThat(brain("remove", "00000000-0000-0000-0000-000000000000")).isEqualTo(2);
        assertThat(err()).isEqualTo("There is no worker 00000000-0000-0000-0000-000000000000.\n");
    }

    @Test
    void json_answers_are_single_documents() {
        job();
        for (var command : new String[] {"jobs", "workers", "leaderboard", "stats"}) {
            assertThat(brain(command, "--json")).isZero();
            assertThat(Json.MAPPER.readTree(out()).isObject()).as(command).isTrue();
        }
    }

    @Test
    void jobs_are_found_by_what_is_known_of_them() {
        job();
        assertThat(brain("jobs", "--state", "done,failed", "--min-size", "7", "--sort", "size", "--ascending"))
                .isZero();
        assertThat(out()).contains("5×6 · 6×7");
        assertThat(brain("jobs", "--text", "no such label", "--from", "2026-01-31"))
                .isZero();
        assertThat(out()).contains("No job is like that");
        assertThat(brain("jobs", "--state", "asleep")).isEqualTo(2);
        assertThat(err()).contains("use unfinished, done, failed or cancelled");
    }

    @Test
    void history_goes_to_a_file() throws IOException {
        job();
        var csv = temp.resolve("out.csv");
        assertThat(brain("history", "--csv", csv.toString())).isZero();
        assertThat(out()).isEqualTo(csv + ": 1 job\n");
        assertThat(Files.readAllLines(csv)).hasSize(2);
    }

    @Test
    void no_orchestrator_has_status_3() throws IOException {
        var empty = temp.resolve("empty");
        assertThat(brain("jobs", "--data", empty.toString())).isEqualTo(3);
        assertThat(err())
                .isEqualTo("No orchestrator answers at " + empty
                        + ": start one with ./brain serve, or name one with --url.\n");
        String nobody;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://127.0.0.1:" + free.getLocalPort();
        }
        assertThat(brain("jobs", "--url", nobody, "--token", "t")).isEqualTo(3);
        assertThat(err())
                .isEqualTo("No orchestrator answers at " + nobody
                        + ": start one with ./brain serve, or name one with --url.\n");
    }

    @Test
    void an_orchestrator_is_named_by_the_environment() {
        assertThat(brainWith(Map.of("BRAIN_URL", url + "/join#key", "BRAIN_TOKEN", token()), "jobs"))
                .isZero();
        assertThat(brainWith(Map.of("BRAIN_URL", url, "BRAIN_TOKEN", "wrong"), "jobs"))
                .isEqualTo(2);
        assertThat(err()).startsWith("The token is not, or no longer, valid");
        assertThat(brainWith(Map.of("BRAIN_URL", "ftp://x", "BRAIN_TOKEN", "t"), "jobs"))
                .isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "'ftp://x' is not the address of an orchestrator: write for example http://127.0.0.1:3000.\n");
    }

    @Test
    void a_typing_error_gets_a_suggestion() {
        assertThat(brain("jbos")).isEqualTo(2);
        assertThat(err()).contains("Unmatched argument at index 0: 'jbos'", "Did you mean jobs?");
        assertThat(brain("jobs", "--jsno")).isEqualTo(2);
        assertThat(err()).isEqualTo("Unknown option: '--jsno'\nDid you mean --json?\n");
        assertThat(brain("submit")).isEqualTo(2);
        assertThat(err()).startsWith("What to compute is missing: write ./brain submit and one of matmul, mandelbrot.");
    }

    @Test
    void faults_are_listed_with_what_was_done_and_how_long_it_took() {
        assertThat(brain("faults")).isZero();
        assertThat(out()).isEqualTo("Nothing broke.\n");
        grid.faults = List.of(Samples.FAULT);
        assertThat(brain("faults", "--worker", "Phone 1", "--kind", "half-open"))
                .isZero();
        assertThat(out().lines().toList().get(1))
                .contains("half open  Phone-1  00000000     12  3.0 ms  chunk 12 went to Phone-2 after 3 ms");
        assertThat(grid.lastFaultFilter).isEqualTo(new FaultFilter(null, "Phone 1", FaultKind.HALF_OPEN));
        assertThat(brain("faults", "--json")).isZero();
        assertThat(Json.MAPPER
                        .readTree(out())
                        .path("faults")
                        .get(0)
                        .path("kind")
                        .asString())
                .isEqualTo("half_open");
        assertThat(brain("faults", "--kind", "bored")).isEqualTo(2);
        assertThat(err()).startsWith("kind is 'bored': use disconnected, half_open, ");
    }

    @Test
    void help_names_every_command() {
        assertThat(brain("--help")).isZero();
        assertThat(out())
                .contains(
                        "console",
                        "submit",
                        "jobs",
                        "cancel",
                        "result",
                        "workers",
                        "leaderboard",
                        "history",
                        "faults",
                        "test");
        assertThat(brain("--version")).isZero();
        assertThat(out()).startsWith("The Distributed Brain 0.");
    }
}
