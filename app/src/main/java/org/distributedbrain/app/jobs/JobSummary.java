package org.distributedbrain.app.jobs;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
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
                        told(
                                job.map(j -> j.waitingFor() == null || j.state().isFinal() ? "" : j.waitingFor()),
                                "waiting"),
                        told(job.map(j -> j.failure() == null ? "" : j.failure()), "failure"),
                        metrics(),
                        shares(),
                        told(job.map(JobText::verified), "verified"),
                        told(job.map(JobText::unverified), "unverified"),
                        told(job.map(JobText::prediction), "muted"),
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

    private VBox progress() {
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(job.map(JobText::progress).orElse(0.0));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("job-bar");
        bar.setAccessibleText(Texts.of("jobs.progress"));
        VBox box = new VBox(bar);
        box.getStyleClass().add("detail-progress");
        Parts.style(box, job.map(j -> JobText.styleClass(j.state())));
        Parts.showWhile(box, job.map(j -> j.state() != JobState.DONE).orElse(false));
        return box;
    }

    private static Label told(ObservableValue<String> text, String kind) {
        Label label = Parts.paragraph(text, "told", kind);
        label.setId("job-" + kind);
        label.setMaxWidth(Double.MAX_VALUE);
        Parts.showWhile(label, Parts.notEmpty(text));
        return label;
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
