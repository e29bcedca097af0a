package org.distributedbrain.app.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.FakeProbe;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.submit.SubmitModel.Mode;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.picture.Thumbnail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form for a picture of the Mandelbrot set. */
class TileJobFormTest {
    private final FakeGrid grid = new FakeGrid();
    private final SubmitModel form = new SubmitModel(grid, new FakeProbe(), new ImmediateTasks(), job -> {});
    private final TileKernel kernel = form.tiles().kernels().getFirst();

    @BeforeEach
    void fewSteps() {
        set("iterations", "60");
    }

    @Test
    void it_can_be_run_as_it_is_and_is_checked_in_a_way_that_is_possible() {
        form.mode().set(Mode.TILES);
        assertThat(form.verification().get()).isEqualTo(Verification.SPOT);
        form.run();
        JobSpec job = grid.submitted().getFirst();
        assertThat(job.source()).isInstanceOfSatisfying(TileSource.class, source -> {
            assertThat(source.kernel()).isEqualTo("mandelbrot");
            assertThat(source.cols()).isEqualTo(1920);
            assertThat(source.rows()).isEqualTo(1080);
        });
        assertThat(job.options().verification()).isEqualTo(Verification.SPOT);

        form.mode().set(Mode.SIZES);
        assertThat(form.verification().get()).isEqualTo(Verification.FREIVALDS);
    }

    @Test
    void what_cannot_be_is_said_and_cannot_be_run() {
        form.mode().set(Mode.TILES);
        set("zoom", "deep");
        assertThat(form.error().get()).contains("deep");
        assertThat(form.runnable().get()).isFalse();
        assertThat(form.viewfinder().picture().get()).isNull();
        set("zoom", "12");
        assertThat(form.error().get()).isEmpty();
        assertThat(form.runnable().get()).isTrue();
    }

    @Test
    void the_viewfinder_shows_the_set_in_the_shape_of_the_picture() {
        form.mode().set(Mode.TILES);
        Thumbnail seen = form.viewfinder().picture().get();
        assertThat(List.of(seen.width(), seen.height())).containsExactly(320, 180);
        int middle = seen.pixels()[seen.pixels().length / 2 + seen.width() / 2];
        assertThat(middle).as("-0.75,0 is black").isEqualTo(0xFF000000);
        assertThat(Arrays.stream(seen.pixels()).distinct().count()).isGreaterThan(10);
    }

    @Test
    void zooming_keeps_the_point_under_the_pointer_and_a_way_back_leads_to_where_it_began() {
        form.mode().set(Mode.TILES);
        set("size", "400x200");
        set("center", "0,0");
        form.viewfinder().zoom(1, 0, 2);
        assertThat(text("zoom")).isEqualTo("2");
        // the right upper corner was 4 + 2i, and half as wide a picture that keeps it has its middle half-way there
        assertThat(text("center")).isEqualTo("2,1");
        form.viewfinder().zoom(1, 0, 0.5);
        assertThat(text("center")).isEqualTo("0,0");
        assertThat(text("zoom")).isEqualTo("1");
    }

    @Test
    void a_place_deep_inside_keeps_as_many_digits_as_it_needs() {
        form.mode().set(Mode.TILES);
        set("center", "-0.743643887037158704752191506114774,0.131825904205311970493132056385139");
        set("zoom", "1e20");
        form.viewfinder().centre(0.6, 0.5);
        String x = text("center").split(",")[0];
        assertThat(x).startsWith("-0.743643887037158704").isNotEqualTo("-0.743643887037158704752191506114774");
        assertThat(x.length()).isGreaterThan(24);
    }

    private String text(String parameter) {
        return form.tiles().text(kernel, parameter).get();
    }

    private void set(String parameter, String text) {
        form.tiles().text(kernel, parameter).set(text);
    }
}
