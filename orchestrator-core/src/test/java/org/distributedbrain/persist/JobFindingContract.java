package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedbrain.persist.Facts.NOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobFilter.Sort;
import org.distributedbrain.publish.JobFilter.Stage;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.Test;

/** How jobs are found in a {@link JobStore}. */
interface JobFindingContract extends StoreContract {
    private JobId accept(String label, MatmulSize size, JobSource source, Duration after) {
        JobId id = Facts.newJob();
        Job job = Job.of(id, size, source, JobOptions.DEFAULT, label, List.of(), NOON.plus(after), null);
        commit(new Fact.JobAccepted(job, new TileGrid(4, 1, 1), null));
        return id;
    }

    private JobId product(String label, int side, Duration after) {
        MatmulSize size = new MatmulSize(side, 64, 32);
        return accept(label, size, new MatmulSource.Synthetic(size, 7), after);
    }

    private void finish(JobId job, double totalMs, double mops) {
        JobMetrics m = Facts.METRICS;
        commit(new Fact.JobFinished(
                job,
                new JobMetrics(
                        totalMs,
                        m.computeMs(),
                        m.transferMs(),
                        2,
                        4,
                        m.avgChunkMs(),
                        mops,
                        74,
                        1,
                        1,
                        3,
                        0,
                        0,
                        null,
                        null,
                        null,
                        0),
                NOON));
    }

    private List<JobId> found(JobFilter filter) {
        return store().jobs(filter, null, 100).stream().map(JobView::id).toList();
    }

    @Test
    default void each_part_of_a_filter_lets_through_what_is_asked_for_and_nothing_else() {
        JobId old = product("Embeddings.npy × B.npy", 100, Duration.ZERO);
        JobId large = product("A 100% × B_1", 4096, Duration.ofDays(2));
        JobId failed = product("embeddings again", 512, Duration.ofDays(3));
        JobId picture = accept(
                "Mandelbrot set",
                new MatmulSize(300, 1, 400),
                new TileSource("mandelbrot", 300, 400, 50, new TreeMap<>()),
                Duration.ofDays(4));
        finish(old, 100, 10);
        commit(new Fact.JobFailed(failed, "The disk is full.", NOON));
        commit(new Fact.JobCancelled(picture, NOON));

        assertThat(found(JobFilter.ALL)).containsExactly(picture, failed, large, old);
        assertThat(found(filter("matmul", null, null, Set.of(), null))).containsExactly(failed, large, old);
        assertThat(found(filter("mandelbrot", null, null, Set.of(), null))).containsExactly(picture);
        assertThat(found(filter(null, 400, null, Set.of(), null))).containsExactly(picture, failed, large);
        assertThat(found(filter(null, 400, 512, Set.of(), null))).containsExactly(picture, failed);
        assertThat(found(filter(null, null, null, Set.of(Stage.UNFINISHED), null)))
                .containsExactly(large);
        assertThat(found(filter(null, null, null, Set.of(Stage.DONE, Stage.FAILED), null)))
                .containsExactly(failed, old);
        assertThat(found(filter(null, null, null, Set.of(), " EMBEDD "))).containsExactly(failed, old);
        assertThat(found(filter(null, null, null, Set.of(), "0%"))).containsExactly(large);
        assertThat(found(filter(null, null, null, Set.of(), "b_"))).containsExactly(large);
        assertThat(found(filter(null, null, null, Set.of(), old.value().substring(0, 13))))
                .containsExactly(old);
        JobFilter days = new JobFilter(
                NOON.plus(Duration.ofDays(2)),
                NOON.plus(Duration.ofDays(3)),
                null,
                null,
                null,
                Set.of(),
                null,
                Sort.SUBMITTED,
                false);
        assertThat(found(days)).containsExactly(large);
        assertThat(store().count(days)).isEqualTo(1);
        assertThat(store().count(JobFilter.ALL)).isEqualTo(4);
    }

    private static JobFilter filter(String kernel, Integer smallest, Integer largest, Set<Stage> stages, String text) {
        return new JobFilter(null, null, kernel, smallest, largest, stages, text, Sort.SUBMITTED, false);
    }

    @Test
    default void every_order_is_paged_without_gap_or_overlap_and_jobs_without_the_figure_are_the_least() {
        List<JobId> jobs = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            jobs.add(product("job " + i, 100 + 100 * (i % 3), Duration.ofSeconds(i / 2)));
            if (i % 3 != 0) {
                finish(jobs.getLast(), 1000 - 100 * (i / 2), 50 + i);
            }
        }
        for (Sort sort : Sort.values()) {
            for (boolean ascending : new boolean[] {false, true}) {
                JobFilter filter = JobFilter.ALL.sorted(sort, ascending);
                List<JobId> paged = new ArrayList<>();
                List<JobView> all = new ArrayList<>();
                for (List<JobView> page = store().jobs(filter, null, 2);
                        !page.isEmpty();
                        page = store().jobs(filter, paged.getLast(), 2)) {
                    page.forEach(job -> paged.add(job.id()));
                    all.addAll(page);
                }
                assertThat(paged).as(filter.toString()).hasSize(9).containsExactlyElementsOf(found(filter));
                assertThat(all).as(filter.toString()).isSortedAccordingTo(filter.order());
            }
        }
    }
}
