package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.Samples;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmitTest extends CliTestBase {
    private Path a;
    private Path b;

    @BeforeEach
    void matrices() throws IOException {
        a = write("A.csv", "1,2,3\n4,5,6\n");
        b = write("B.csv", "1,2\n3,4\n5,6\n");
    }

    @Test
    void two_files_become_a_verified_result_on_disk() throws IOException {
        var c = temp.resolve("C.npy");
        assertThat(matmul("--a", a, "--b", b, "-o", c)).isZero();
        assertThat(c).hasBinaryContent(Samples.ones());
        assertThat(out())
                .contains(
                        "A.csv × B.csv",
                        "workers     2\nchunks      16\n",
                        "813 ms",
                        "1.50 s over all workers",
                        "92.3 %",
                        "2,643 Mops/s")
                .contains("every chunk by Freivalds' test with 3 random vectors, worst residual 0.12 of its bound")
                .contains("3.1e-05 against a float64 product on the CPU")
                .contains("result      " + c)
                .contains("note        A holds NaN.");
        assertThat(err()).startsWith("Job ").contains("done, 16 of 16 chunks");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void sizes_and_a_seed_become_a_job() {
        assertThat(matmul("--rows-a", 5, "--cols-a", 6, "--cols-b", 7, "--seed", 9))
                .isZero();
        assertThat(grid.submitted.getFirst().source())
                .isEqualTo(new MatmulSource.Synthetic(new MatmulSize(5, 6, 7), 9));
    }

    @Test
    void how_a_job_is_to_be_done_is_sent_and_shown() {
        assertThat(matmul("--size", 5, "--partition", "tiles", "--priority", "high"))
                .isZero();
        assertThat(grid.submitted.getFirst().options())
                .isEqualTo(new JobOptions(Partition.TILES, Priority.HIGH, Verification.FREIVALDS));
        assertThat(out()).contains("partition   tiles: 8×2 tiles\n", "priority    high\n");
    }

    @Test
    void a_result_that_nobody_checked_is_called_so_wherever_it_is_shown() {
        assertThat(matmul("--size", 5, "--verify", "none")).isZero();
        assertThat(out())
                .contains("NOT VERIFIED  whatever workers returned was taken")
                .doesNotContain("Freivalds", "max error");
        assertThat(err()).doesNotContain("NOT VERIFIED");
        assertThat(matmul("--size", 5, "--verify", "none", "-o", temp.resolve("unchecked.npy")))
                .isZero();
        assertThat(err()).endsWith("This result is NOT VERIFIED: its job asked for no checks.\n");
        assertThat(brain("jobs")).isZero();
        assertThat(out()).contains("done, NOT VERIFIED");
        var id = out().lines().toList().get(1).substring(0, 8);
        assertThat(brain("result", id, "-o", temp.resolve("C.npy").toString())).isZero();
        assertThat(err()).isEqualTo("This result is NOT VERIFIED: its job asked for no checks.\n");
    }

    @Test
    void a_word_that_is_no_choice_is_told_with_the_choices() {
        refused("--partition is 'columns': use auto, rows or tiles.\n", "--size", 5, "--partition", "columns");
        refused("--priority is 'urgent': use low, normal or high.\n", "--size", 5, "--priority", "urgent");
        refused(
                "--verify is 'maybe': use freivalds, cpu or none for a product; spot, quorum:2/3, cpu or none for other kernels.\n",
                "--size",
                5,
                "--verify",
                "maybe");
    }

    @Test
    void json_is_one_document() {
        assertThat(matmul("--size", 5, "--json")).isZero();
        var job = Json.MAPPER.readTree(out());
        assertThat(job.path("state").asString()).isEqualTo("done");
        assertThat(job.path("metrics").path("throughputMops").asDouble()).isEqualTo(2643.1);
    }

    @Test
    void who_waits_goes_on_waiting_while_the_orchestrator_is_started_again() throws Exception {
        grid.endAtOnce = false;
        var status = CompletableFuture.supplyAsync(() -> matmul("--size", 5));
        await().until(() -> !grid.submitted.isEmpty() && err().contains("of 16 chunks"));
        var port = stopServer();
        await().until(() -> err().contains("The orchestrator does not answer; asking again for 2 minutes."));
        grid.end(grid.jobs(1).getFirst().id());
        startServer(port);
        assertThat(status.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(err()).contains("It answers again.", "done, 16 of 16 chunks");
    }

    @Test
    void without_waiting_the_job_is_only_handed_in() {
        grid.endAtOnce = false;
        assertThat(matmul("--size", 5, "--no-wait")).isZero();
        assertThat(out()).contains("queued", "0 of 16", "No worker is connected.");
    }

    @Test
    void a_failed_job_has_status_1_and_no_file() throws IOException {
        grid.failure = "A worker's results were wrong six times: remove it.";
        assertThat(matmul("--size", 5, "-o", temp.resolve("C.npy"))).isEqualTo(1);
        assertThat(out()).contains("failed", "wrong six times");
        assertThat(temp.resolve("C.npy")).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void inner_dimensions_that_differ_are_told_before_anything_is_sent() {
        var sentence = a + " is 2×3 and " + a + " is 2×3: the columns of A (3) must be as many as the rows of B (2).\n";
        refused(sentence, "--a", a, "--b", a);
    }

    @Test
    void sizes_out_of_range_are_told() {
        refused("The number of rows of A is 0; it must be from 1 to 1000000: give a size within that.\n", "--size", 0);
        refused(
                "The number of rows of A is -3; it must be from 1 to 1000000: give a size within that.\n",
                "--size",
                -3);
        assertThat(matmul("--size", "many")).isEqualTo(2);
        assertThat(err()).startsWith("Invalid value for option '--size': 'many' is not an int\n");
    }

    @Test
    void half_a_product_is_told() {
        refused("A product has two factors: --b is missing.\n", "--a", a);
        refused(
                "--cols-b is missing: a product of random matrices needs --rows-a, --cols-a and --cols-b.\n",
                "--rows-a",
                1,
                "--cols-a",
                1);
        refused("What to multiply is missing: give --a and --b, or --size (or --rows-a, --cols-a, --cols-b).\n");
        refused(
                "Files and sizes are both given: use either --a and --b, or --size (or --rows-a, --cols-a, --cols-b).\n",
                "--a",
                a,
                "--b",
                b,
                "--seed",
                1);
    }

    @Test
    void an_output_that_cannot_be_written_is_found_before_the_job_runs() {
        refused(
                temp + " is a folder: name a file in it, for example " + temp.resolve("C.npy") + ".\n",
                "--size",
                5,
                "-o",
                temp);
        var nowhere = temp.resolve("none/C.npy");
        refused(
                "The folder of " + nowhere + " does not exist: create it first, or name another file with -o.\n",
                "--size",
                5,
                "-o",
                nowhere);
        var below = a.resolve("C.npy");
        refused(
                below + " cannot be written, because " + a + " is a file: name another file with -o.\n",
                "--size",
                5,
                "-o",
                below);
        refused(
                a + " ends in .csv, and results are written as .npy: name a file that ends in .npy.\n",
                "--size",
                5,
                "-o",
                a);
        refused(
                "/dev/null is there and cannot be replaced: name another file with -o.\n",
                "--size",
                5,
                "-o",
                "/dev/null");
        refused("-o C.npy needs the result: leave out --no-wait.\n", "--size", 5, "-o", "C.npy", "--no-wait");
    }

    @Test
    void the_result_may_not_replace_an_operand() throws IOException {
        var mine = Files.write(temp.resolve("M.npy"), Samples.ones());
        var sentence = mine + " is also an operand, which the result would replace: name another file with -o.\n";
        refused(sentence, "--a", mine, "--b", mine, "-o", mine);
        assertThat(mine).hasBinaryContent(Samples.ones());
    }

    @Test
    void the_orchestrators_refusal_is_shown_as_it_is() {
        grid.refusal = "1000 jobs are unfinished already: wait for one to end, or cancel one.";
        refused(grid.refusal + "\n", "--size", 5);
    }

    private void refused(String sentence, Object... arguments) {
        assertThat(matmul(arguments)).isEqualTo(2);
        assertThat(err()).isEqualTo(sentence);
        assertThat(out()).isEmpty();
        assertThat(grid.submitted).isEmpty();
    }

    private int matmul(Object... arguments) {
        var line = new ArrayList<>(List.of("submit", "matmul"));
        for (var argument : arguments) {
            line.add(argument.toString());
        }
        return brain(line.toArray(String[]::new));
    }

    private List<String> leftovers() throws IOException {
        try (var files = Files.list(temp)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".part"))
                    .toList();
        }
    }
}
