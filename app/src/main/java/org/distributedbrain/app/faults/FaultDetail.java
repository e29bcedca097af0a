package org.distributedbrain.app.faults;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.FactList;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultView;
import org.kordamp.ikonli.feather.Feather;

/** One fault in full: what is known of it, and what happened before it. */
final class FaultDetail extends ScrollPane {

    FaultDetail(ObservableValue<FaultView> fault, ZoneId zone, Consumer<WorkerId> openWorker, Consumer<JobId> openJob) {
        setId("fault-detail");
        getStyleClass().addAll("card", "fault-detail");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setAccessibleText(Texts.of("faults.detail.accessible"));
        Label title = Parts.label(fault.map(f -> FaultText.kind(f.kind())).orElse(""), "detail-title");
        title.setId("fault-title");
        Label meaning = Parts.paragraph(
                fault.map(f -> Texts.of("faults.meaning." + f.kind().name().toLowerCase(Locale.ROOT)))
                        .orElse(""),
                "muted",
                "small");
        FactList facts = new FactList();
        fault.map(f -> FaultFacts.of(f, zone)).orElse(List.of()).subscribe(facts::show);
        Label story = Parts.paragraph(fault.map(FaultView::story).orElse(""), "fault-story");
        story.setMaxWidth(Double.MAX_VALUE);
        VBox told = new VBox(Parts.label(Texts.of("faults.story"), "part-title"), story);
        told.getStyleClass().add("detail-part");
        Parts.showWhile(told, Parts.notEmpty(story.textProperty()));

        Button worker = new Button(Texts.of("faults.worker"), Parts.icon(Feather.CPU));
        worker.setId("fault-worker");
        worker.setOnAction(e -> openWorker.accept(fault.getValue().worker()));
        Button job = new Button(Texts.of("faults.job"), Parts.icon(Feather.LAYERS));
        job.setId("fault-job");
        job.setOnAction(e -> {
            JobId id = fault.getValue().job();
            if (id != null) {
                openJob.accept(id);
            }
        });
        Parts.showWhile(job, fault.map(f -> f.job() != null).orElse(false));
        FlowPane actions = new FlowPane(worker, job);
        actions.getStyleClass().add("fault-actions");

        VBox body = new VBox(new VBox(title, meaning), facts, actions, told);
        body.getStyleClass().add("detail-column");
        Parts.showWhile(body, fault.map(f -> true).orElse(false));
        setContent(body);
    }
}
