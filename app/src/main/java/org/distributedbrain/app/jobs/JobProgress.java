package org.distributedbrain.app.jobs;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.publish.JobView;

/** How far a job is, as a bar in the colour of its state; beside it stands what is told of the job. */
final class JobProgress extends VBox {

    /** @param job null while there is none */
    JobProgress(ObservableValue<JobView> job) {
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(job.map(JobText::progress).orElse(0.0));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("job-bar");
        bar.setAccessibleText(Texts.of("jobs.progress"));
        getChildren().setAll(bar);
        getStyleClass().add("detail-progress");
        Parts.style(this, job.map(j -> JobText.styleClass(j.state())));
    }

    /** What a job that has not ended waits for, in a sentence; empty when it does not. */
    static ObservableValue<String> waiting(ObservableValue<JobView> job) {
        return job.map(j -> j.waitingFor() == null || j.state().isFinal() ? "" : j.waitingFor());
    }

    /** Why it failed, in a sentence; empty when it did not. */
    static ObservableValue<String> failure(ObservableValue<JobView> job) {
        return job.map(j -> j.failure() == null ? "" : j.failure());
    }

    /** A sentence of that kind, seen while there is one. */
    static Label told(String id, ObservableValue<String> text, String kind) {
        Label label = Parts.paragraph(text, "told", kind);
        label.setId(id);
        label.setMaxWidth(Double.MAX_VALUE);
        Parts.showWhile(label, Parts.notEmpty(text));
        return label;
    }
}
