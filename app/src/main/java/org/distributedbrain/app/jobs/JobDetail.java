package org.distributedbrain.app.jobs;

import java.time.ZoneId;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.jobs.JobsModel.Remark;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.publish.JobView;
import org.kordamp.ikonli.feather.Feather;

/** The selected job in full, and what can be done with it. */
final class JobDetail extends ScrollPane {
    private final JobsModel model;
    private final FileDialogs dialogs;
    private final ObservableValue<JobView> job;

    JobDetail(JobsModel model, FileDialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        this.job = model.selected().flatMap(Row::view);
        getStyleClass().add("job-detail");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinHeight(120);

        Label state = Parts.label(job.map(JobText::stateOf), "job-state", "job-chip");
        Parts.style(state, job.map(JobText::stateStyle));
        Label submitted = Parts.label(job.map(j -> JobText.submitted(j, ZoneId.systemDefault())), "muted", "small");
        FlowPane facts = new FlowPane(10, 4, state, submitted);

        VBox body = new VBox(
                Parts.paragraph(job.map(JobView::label), "detail-title"),
                Parts.paragraph(job.map(JobText::size), "muted"),
                facts,
                Parts.paragraph(job.map(JobText::how), "muted", "small"),
                told(job.map(JobText::prediction), "muted"),
                progress(),
                told(job.map(j -> j.waitingFor() == null || j.state().isFinal() ? "" : j.waitingFor()), "waiting"),
                told(job.map(j -> j.failure() == null ? "" : j.failure()), "failure"),
                new JobPicture(model, job),
                metrics(),
                told(job.map(JobText::verified), "verified"),
                told(job.map(JobText::unverified), "unverified"),
                notes(),
                remark(),
                actions());
        body.getStyleClass().add("detail-body");
        setContent(body);
    }

    private VBox progress() {
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(job.map(JobText::progress).orElse(0.0));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("job-bar");
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
        job.map(JobDetail::figures).orElse(List.of()).subscribe(grid::show);
        return grid;
    }

    private static List<JobText.Metric> figures(JobView job) {
        JobMetrics metrics = job.metrics();
        return metrics == null ? JobText.plan(job) : JobText.metrics(metrics);
    }

    private VBox notes() {
        VBox box = new VBox();
        box.getStyleClass().add("notes");
        ObservableValue<List<String>> notes = job.map(JobView::notes).orElse(List.of());
        notes.subscribe(list -> box.getChildren()
                .setAll(list.stream()
                        .map(note -> Parts.paragraph("Note: " + note, "muted"))
                        .toList()));
        Parts.showWhile(box, notes.map(list -> !list.isEmpty()));
        return box;
    }

    private Label remark() {
        ObservableValue<Remark> shown = Bindings.createObjectBinding(
                () -> {
                    Remark remark = model.remark().get();
                    JobView now = job.getValue();
                    return remark != null && now != null && remark.job().equals(now.id()) ? remark : null;
                },
                model.remark(),
                job);
        Label label = Parts.paragraph(shown.map(Remark::sentence).orElse(""));
        label.setId("remark");
        Parts.style(label, shown.map(r -> r.good() ? "good" : "error"));
        Parts.showWhile(label, shown.map(r -> true).orElse(false));
        return label;
    }

    private FlowPane actions() {
        Button save = new Button("_Save result as .npy…", Parts.icon(Feather.DOWNLOAD));
        save.setId("save-result");
        save.getStyleClass().add("accent");
        Parts.showWhile(save, job.map(j -> j.state() == JobState.DONE).orElse(false));
        save.setOnAction(e -> {
            JobView done = job.getValue();
            dialogs.saveNpy("Save the result", JobText.fileName(done)).ifPresent(file -> model.save(done.id(), file));
        });
        Button cancel = new Button("_Cancel job", Parts.icon(Feather.X));
        cancel.setId("cancel-job");
        Parts.showWhile(cancel, job.map(j -> !j.state().isFinal()).orElse(false));
        cancel.setOnAction(e -> model.cancel(job.getValue().id()));
        FlowPane actions = new FlowPane(8, 8, save, cancel);
        actions.getStyleClass().add("actions");
        return actions;
    }
}
