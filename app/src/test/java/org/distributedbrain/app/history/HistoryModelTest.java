package org.distributedbrain.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.history.Comparison.Verdict;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobFilter;
import org.distributedbrain.publish.JobFilter.Sort;
import org.distributedbrain.publish.JobView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryModelTest {
    @TempDir
    Path folder;

    private final FakeGrid grid = new FakeGrid();
    private final List<JobId> opened = new ArrayList<>();
    private final List<JobView> replayed = new ArrayList<>();
    private final HistoryModel history =
            new HistoryModel(grid, new ImmediateTasks(), ZoneOffset.UTC, opened::add, replayed::add);

    private JobView job(String label, int side, double totalMs) {
        JobView job = Samples.job(label, side, 64, 64, 4);
        JobView done = Samples.done(job, Samples.metrics(job, totalMs, 2, null));
        grid.job(done);
        return done;
    }

    @Test
    void it_is_read_when_somebody_looks_and_again_when_there_is_news() {
        job("first", 64, 100);
        assertThat(history.jobs()).isEmpty();
        history.look();
        assertThat(history.jobs()).hasSize(1);
        job("second", 64, 100);
        history.gridChanged();
        assertThat(history.stale().get()).isTrue();
        history.look();
        assertThat(history.jobs()).extracting(JobView::label).containsExactly("second", "first");
        assertThat(history.total().get()).isEqualTo(2);
    }

    @Test
    void pages_come_as_they_are_asked_for() {
        for (int i = 0; i < HistoryModel.PAGE + 3; i++) {
            job("job " + i, 64, 100);
        }
        history.look();
        assertThat(history.jobs()).hasSize(HistoryModel.PAGE);
        assertThat(history.total().get()).isEqualTo(HistoryModel.PAGE + 3);
        history.more();
        history.more();
        assertThat(history.jobs()).hasSize(HistoryModel.PAGE + 3).doesNotHaveDuplicates();
    }

    @Test
    void every_field_filters_and_what_cannot_be_says_why() {
        job("small", 64, 300);
        job("large", 4096, 200);
        history.look();
        history.fields().text.set("LARGE");
        assertThat(history.jobs()).extracting(JobView::label).containsExactly("large");
        history.fields().clear();
        history.fields().largest.set("100");
        assertThat(history.jobs()).extracting(JobView::label).containsExactly("small");
        history.fields().largest.set("many");
        assertThat(history.error().get()).contains("‘many’");
        history.fields().clear();
        assertThat(history.error().get()).isEmpty();
        history.fields().stage.set(JobFilter.Stage.FAILED);
        assertThat(history.jobs()).isEmpty();
        history.fields().clear();
        history.fields().from.set(LocalDate.of(2026, 3, 1));
        history.fields().until.set(LocalDate.of(2026, 3, 1));
        assertThat(history.jobs()).hasSize(2);
        history.fields().until.set(LocalDate.of(2026, 2, 1));
        assertThat(history.error().get()).contains("2026-02-01").contains("choose a later one");
        history.fields().clear();
        history.sort(Sort.DURATION, true);
        assertThat(history.jobs()).extracting(JobView::label).containsExactly("large", "small");
    }

    @Test
    void what_is_filtered_is_exported_in_its_order() throws Exception {
        job("a, with a comma", 64, 300);
        job("b", 4096, 200);
        history.look();
        history.sort(Sort.SIZE, false);
        history.export(folder.resolve("jobs"));
        List<String> lines = Files.readAllLines(folder.resolve("jobs.csv"));
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith("id,label,state");
        assertThat(lines.get(1)).contains(",b,done,4096,");
        assertThat(lines.get(2)).contains(",\"a, with a comma\",done,").contains("2026-03-01T14:05:09Z");
        assertThat(history.remark().get()).isEqualTo("2 jobs written to " + folder.resolve("jobs.csv"));
        history.export(folder.resolve("nowhere").resolve("x.csv"));
        assertThat(history.error().get()).contains("There is no folder");
    }

    @Test
    void jobs_are_compared_with_the_first_in_per_cent() {
        JobView slow = job("slow", 64, 300);
        JobView quick = job("quick", 128, 150);
        Comparison compared = Comparison.of(List.of(slow, quick), ZoneOffset.UTC);
        assertThat(cell(compared, "Total time", 1)).isEqualTo(new Comparison.Cell("150 ms", "−50.0 %", Verdict.BETTER));
        assertThat(cell(compared, "Total time", 0).difference()).isEmpty();
        assertThat(cell(compared, "Speed", 1).verdict()).isEqualTo(Verdict.BETTER);
        assertThat(cell(compared, "Size", 1).verdict()).isEqualTo(Verdict.OTHER);
        assertThat(cell(compared, "Kernel", 1).verdict()).isEqualTo(Verdict.SAME);
        assertThat(cell(compared, "Efficiency", 1).difference()).isEqualTo("±0 %");
        JobView queued = Samples.job("queued", 64, 64, 64, 4);
        assertThat(cell(Comparison.of(List.of(slow, queued), ZoneOffset.UTC), "Total time", 1)
                        .value())
                .isEqualTo("–");
    }

    private static Comparison.Cell cell(Comparison compared, String line, int job) {
        return compared.lines().stream()
                .filter(l -> l.name().equals(line))
                .findFirst()
                .orElseThrow()
                .cells()
                .get(job);
    }
}
