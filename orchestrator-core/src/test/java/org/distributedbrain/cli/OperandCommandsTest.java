package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperandCommandsTest extends CliTestBase {
    private Path b;

    @BeforeEach
    void matrix() throws IOException {
        b = write("B.csv", "1,2\n3,4\n5,6\n");
    }

    private String put(String... more) throws IOException {
        var line = new java.util.ArrayList<>(java.util.List.of("put", b.toString()));
        line.addAll(java.util.List.of(more));
        assertThat(brain(line.toArray(String[]::new))).as(this::err).isZero();
        return FileHash.sha256(b);
    }

    @Test
    void putting_prints_the_id_alone_for_scripts_and_the_rest_for_people() throws IOException {
        var id = put();
        assertThat(out()).isEqualTo(id + "\n");
        assertThat(err())
                .isEqualTo("B.csv is on the grid: 3×2, 12 B. Use it with --a or --b " + id.substring(0, 8) + ".\n");
        put("--name", "weights", "--json");
        assertThat(Json.MAPPER.readTree(out()).path("name").asString()).isEqualTo("weights");
    }

    @Test
    void what_is_no_matrix_is_told_before_anything_is_sent() throws IOException {
        assertThat(brain("put", temp.resolve("none.npy").toString())).isEqualTo(2);
        assertThat(err()).isEqualTo(temp.resolve("none.npy") + " does not exist; check the path.\n");
        assertThat(brain("put", write("bad.csv", "1,2\n3\n").toString())).isEqualTo(2);
        assertThat(grid.operands()).isEmpty();
    }

    @Test
    void those_on_the_grid_are_listed() throws IOException {
        assertThat(brain("operands")).isZero();
        assertThat(out()).isEqualTo("No matrix is on the grid: put one there with ./brain put B.npy.\n");
        var id = put();
        assertThat(brain("operands")).isZero();
        var lines = out().lines().toList();
        assertThat(lines.getFirst()).startsWith("id            name   shape  size  put");
        assertThat(lines.get(1))
                .startsWith(id.substring(0, 12) + "  B.csv  3×2    12 B  2026-")
                .contains("never            3");
        assertThat(brain("operands", "--json")).isZero();
        assertThat(Json.MAPPER
                        .readTree(out())
                        .path("operands")
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void a_product_takes_one_by_id_or_name_beside_a_file() throws IOException {
        var id = put("--name", "weights");
        var a = write("A.csv", "1,2,3\n");
        for (var named : new String[] {id, id.substring(0, 8), "weights"}) {
            assertThat(brain("submit", "matmul", "--a", a.toString(), "--b", named))
                    .as(this::err)
                    .isZero();
            var source = (MatmulSource.Files) grid.submitted.getLast().source();
            assertThat(source.b().ref().id().value()).isEqualTo(id);
            assertThat(source.b().ref().resident()).isTrue();
            assertThat(grid.submitted.getLast().label()).isEqualTo("A.csv × weights");
        }
    }

    @Test
    void sizes_that_do_not_fit_one_on_the_grid_are_told_before_anything_is_sent() throws IOException {
        put("--name", "weights");
        var a = write("A.csv", "1,2\n");
        assertThat(brain("submit", "matmul", "--a", a.toString(), "--b", "weights"))
                .isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        a + " is 1×2 and weights is 3×2: the columns of A (2) must be as many as the rows of B (3).\n");
        assertThat(grid.submitted).isEmpty();
    }

    @Test
    void what_is_neither_a_file_nor_on_the_grid_is_told() {
        assertThat(brain("submit", "matmul", "--a", b.toString(), "--b", "weights"))
                .isEqualTo(2);
        assertThat(err())
                .isEqualTo("'weights' is neither a file here nor a matrix on the grid: check the path, or see"
                        + " ./brain operands.\n");
    }

    @Test
    void one_is_removed_by_name_unless_a_job_uses_it() throws IOException {
        put();
        grid.operandInUse = "B.csv is used by a job that has not ended.";
        assertThat(brain("operands", "rm", "B.csv")).isEqualTo(2);
        assertThat(err()).isEqualTo("B.csv is used by a job that has not ended.\n");
        grid.operandInUse = null;
        assertThat(brain("operands", "rm", "B.csv")).isZero();
        assertThat(out()).isEqualTo("B.csv is off the grid.\n");
        assertThat(brain("operands", "rm", "B.csv")).isEqualTo(2);
        assertThat(err()).startsWith("There is no matrix 'B.csv' on the grid:");
    }

    @Test
    void the_help_names_both_commands() {
        assertThat(brain("--help")).isZero();
        assertThat(out()).contains("put ", "operands ");
    }
}
