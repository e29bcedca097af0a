package org.distributedbrain.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.Test;

/** A job of a kernel without operands is not shown as a product. */
class TileJobTextTest {
    private static final TileSource SOURCE = new TileSource("mandelbrot", 1080, 1920, 1000, new TreeMap<>());
    private static final JobView JOB = new JobView(
            new JobId("00000000-0000-4000-8000-00000000000a"),
            new MatmulSize(1080, 1, 1920),
            "mandelbrot 1920×1080 at 0,0, zoom 1",
            JobState.RUNNING,
            3,
            60,
            Instant.EPOCH,
            null,
            List.of(),
            null,
            null,
            null,
            JobOptions.usual(SOURCE),
            null,
            null,
            SOURCE);

    @Test
    void its_size_is_that_of_the_picture() {
        assertThat(JobText.size(JOB)).isEqualTo("1920 × 1080 pixels, mandelbrot");
        assertThat(JobText.accessible(JOB)).contains("1920 × 1080 pixels").doesNotContain("1080 × 1 ");
        assertThat(JobText.fileName(JOB)).isEqualTo("mandelbrot-1920x1080.npy");
    }

    @Test
    void its_work_is_what_was_estimated_and_nothing_is_sent() {
        assertThat(JobFigures.of(JOB))
                .extracting(JobFigures.Metric::value)
                .containsExactly("about 2.07 Gop", "8.29 MB", "3 of 60");
    }
}
