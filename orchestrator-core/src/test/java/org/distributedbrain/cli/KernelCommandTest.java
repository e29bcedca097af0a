package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verification;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code brain submit mandelbrot}, as any kernel without operands is submitted. */
class KernelCommandTest extends CliTestBase {

    @Test
    void parameters_become_a_job() {
        assertThat(brain(
                        "submit",
                        "mandelbrot",
                        "--center",
                        "-0.75,0.1",
                        "--zoom",
                        "1e3",
                        "--size",
                        "300x200",
                        "--iterations",
                        "70"))
                .isZero();
        var spec = grid.submitted.getFirst();
        var source = (TileSource) spec.source();
        assertThat(source.kernel()).isEqualTo("mandelbrot");
        assertThat(source.rows()).isEqualTo(200);
        assertThat(source.cols()).isEqualTo(300);
        assertThat(source.parameters()).containsEntry("iterations", "70").containsKeys("digits", "re", "im", "step");
        assertThat(spec.options()).isEqualTo(new JobOptions(Partition.AUTO, Priority.NORMAL, Verification.SPOT));
        assertThat(out())
                .contains("label       mandelbrot 300×200 at -0.75,0.1, zoom 1000\n")
                .contains("kernel      mandelbrot\n", "size        300×200\n")
                .contains(
                        "verified    13 of 16 tiles computed by two or more, bit for bit the same; the others by workers with")
                .doesNotContain("Freivalds", "max error");
    }

    @Test
    void how_it_is_to_be_done_is_sent_and_shown() {
        assertThat(brain(
                        "submit",
                        "mandelbrot",
                        "--size",
                        "30x20",
                        "--verify",
                        "quorum:2/3",
                        "--priority",
                        "high",
                        "--label",
                        "for the wall",
                        "--no-wait",
                        "--json"))
                .isZero();
        var spec = grid.submitted.getFirst();
        assertThat(spec.label()).isEqualTo("for the wall");
        assertThat(spec.options().verification()).isEqualTo(Verification.quorum(2, 3));
        assertThat(spec.options().priority()).isEqualTo(Priority.HIGH);
        var shown = Json.MAPPER.readTree(out());
        assertThat(shown.get("kernel").asString()).isEqualTo("mandelbrot");
        assertThat(shown.get("verify").asString()).isEqualTo("quorum:2/3");
        assertThat(shown.get("parameters").get("iterations").asString()).isEqualTo("1000");
    }

    @Test
    void lists_show_what_it_is() {
        assertThat(brain("submit", "mandelbrot", "--size", "300x200", "--no-wait"))
                .isZero();
        assertThat(brain("jobs")).isZero();
        assertThat(out()).contains("  300×200  ").doesNotContain("200×1");
        assertThat(brain("history", "--csv", temp.resolve("h.csv").toString())).isZero();
        assertThat(temp.resolve("h.csv")).content().contains(",kernel").contains(",mandelbrot");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --zoom      | 0       | Zoom is 0; it must be from 0.25 to 1e150.
            --center    | here    | Center 'here' is not two numbers with a comma between them
            --verify    | freivalds | freivalds is for products of matrices: use spot, quorum:2/3, cpu or none for mandelbrot.
            --verify    | often   | --verify is 'often'
            --priority  | urgent  | --priority is 'urgent': use low, normal or high.
            -o          | x.jpg   | x.jpg ends neither in .png, for a picture, nor in .npy, for the numbers: name one that does.
            -o          | /no/such/x.png | The folder of /no/such/x.png does not exist
            """)
    void what_cannot_be_done_is_told_before_anything_is_sent(String option, String value, String sentence) {
        assertThat(brain("submit", "mandelbrot", option, value)).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err()).contains(sentence);
        assertThat(grid.submitted).isEmpty();
    }

    @Test
    void a_product_is_no_picture() {
        assertThat(brain(
                        "submit",
                        "matmul",
                        "--size",
                        "5",
                        "-o",
                        temp.resolve("C.png").toString()))
                .isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err()).contains("a product of matrices is no picture: name a file that ends in .npy.");
    }

    @Test
    void help_names_every_parameter_with_its_default() {
        assertThat(brain("submit", "mandelbrot", "--help")).isZero();
        assertThat(out()).contains("--center=X,Y", "--zoom=Z", "--size=WxH", "--iterations=N", "Default: 1920x1080.");
    }
}
