package org.distributedbrain.app.jobs;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobView;

/** One job in the list: what, how far, how it ended. */
final class JobCell extends ListCell<Row<JobId, JobView>> {
    private final VBox face;

    JobCell() {
        getStyleClass().add("job-cell");
        ObservableValue<JobView> job = itemProperty().flatMap(Row::view);
        Label label = Parts.label(job.map(JobView::label), "job-label");
        label.setMinWidth(0);
        Label outcome = Parts.label(job.map(JobText::outcome), "job-outcome");
        outcome.setMinWidth(Region.USE_PREF_SIZE);
        Label size = Parts.label(job.map(JobText::size), "muted", "small");
        size.setMinWidth(0);
        Label state = Parts.label(job.map(JobText::stateOf), "job-state");
        Parts.style(state, job.map(JobText::stateStyle));
        state.setMinWidth(Region.USE_PREF_SIZE);
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(job.map(JobText::progress).orElse(0.0));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("job-bar");

        face = new VBox(line(label, outcome), line(size, state), bar);
        face.getStyleClass().add("job-face");
        Parts.style(face, job.map(j -> JobText.styleClass(j.state())));
        job.map(JobText::accessible).orElse("").subscribe(this::setAccessibleText);
        setPrefWidth(0);
    }

    private static HBox line(Label grows, Label fixed) {
        HBox line = new HBox(grows, Parts.spring(), fixed);
        line.setSpacing(8);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    @Override
    protected void updateItem(Row<JobId, JobView> item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        setGraphic(empty || item == null ? null : face);
    }
}
