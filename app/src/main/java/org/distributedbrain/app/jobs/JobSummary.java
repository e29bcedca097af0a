package org.distributedbrain.app.jobs;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.publish.JobView;

/** How far the selected job has come, its figures, where the time went, and how its result is known to be right. */
final class JobSummary extends VBox {
    private final JobsModel model;
    private final ObservableValue<JobView> job;
    private final StageStrip stages = new StageStrip();

    JobSummary(JobsModel model, ObservableValue<JobView> job) {
        this.model = model;
        this.job = job;
        getStyleClass().add("detail-body");
        getChildren()
                .setAll(
                        progress(),
                        stages,
                        told(JobProgress.waiting(job), "waiting"),
                        told(JobProgress.failure(job), "failure"),
                        metrics(),
                        shares(),
                        told(job.map(ProofText::of), "verified"),
                        told(job.map(ProofText::unverified), "unverified"),
                        told(job.map(PredictionText::of), "muted"),
                        Parts.paragraph(job.map(JobText::how), "muted", "small"),
                        notes());
        job.subscribe(now -> stages());
        model.tiles().version().subscribe(now -> stages());
    }

    private void stages() {
        JobView now = job.getValue();
        if (now != null) {
            stages.show(JobStages.of(now, model.tiles().map()));
        }
    }

    private JobProgress progress() {
        JobProgress progress = new JobProgress(job);
        Parts.showWhile(progress, job.map(j -> j.state() != JobState.DONE).orElse(false));
        return progress;
    }

    private static Label told(ObservableValue<String> text, String kind) {
        return JobProgress.told("job-" + kind, text, kind);
    }

    private MetricGrid metrics() {
        MetricGrid grid = new MetricGrid();
        job.map(JobFigures::of).orElse(List.of()).subscribe(grid::show);
        return grid;
    }

    private ShareBar shares() {
        ShareBar bar = new ShareBar();
        ObservableValue<JobMetrics> metrics = job.map(JobView::metrics);
        metrics.subscribe(now -> {
            if (now != null) {
                bar.show(TimeShares.of(now));
            }
        });
        Parts.showWhile(bar, metrics.map(m -> true).orElse(false));
        return bar;
    }

    private VBox notes() {
        VBox box = new VBox();
        box.getStyleClass().add("notes");
        ObservableValue<List<String>> notes = job.map(JobView::notes).orElse(List.of());
        notes.subscribe(list -> box.getChildren()
                .setAll(list.stream()
                        .map(note -> Parts.paragraph(Texts.of("jobs.note", note), "muted"))
                        .toList()));
        Parts.showWhile(box, notes.map(list -> !list.isEmpty()));
        return box;
    }
}
