package org.distributedbrain.app.jobs;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.jobs.JobsModel.Remark;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.JobState;
import org.distributedbrain.publish.JobView;
import org.kordamp.ikonli.feather.Feather;

/** What can be done with the selected job, and what came of it. Cancelling asks first: what is computed is lost then. */
final class JobActions extends VBox {
    private final JobsModel model;
    private final ObservableValue<JobView> job;
    private final BooleanProperty asking = new SimpleBooleanProperty(this, "asking");

    JobActions(JobsModel model, ObservableValue<JobView> job, FileDialogs dialogs) {
        this.model = model;
        this.job = job;
        getStyleClass().add("job-actions");
        ObservableValue<Boolean> done = job.map(j -> j.state() == JobState.DONE).orElse(false);
        ObservableValue<Boolean> ended = job.map(j -> j.state().isFinal()).orElse(false);

        Button save = button(Texts.of("jobs.save"), Feather.DOWNLOAD, "save-result", () -> {
            JobView now = job.getValue();
            dialogs.saveNpy(Texts.of("jobs.save.title"), JobText.fileName(now))
                    .ifPresent(file -> model.save(now.id(), file));
        });
        save.getStyleClass().add("accent");
        Parts.showWhile(save, done);
        Button proof = button(Texts.of("jobs.certificate"), Feather.AWARD, "save-certificate", () -> {
            JobView now = job.getValue();
            dialogs.saveJson(Texts.of("jobs.certificate.title"), JobText.certificateName(now))
                    .ifPresent(file -> model.saveCertificate(now.id(), file));
        });
        Parts.tip(proof, Texts.of("jobs.certificate.tip"));
        Parts.showWhile(proof, done);
        Button replay = button(Texts.of("jobs.replay"), Feather.REPEAT, "replay", () -> model.replay(job.getValue()));
        Parts.tip(replay, Texts.of("jobs.replay.tip"));
        Button cancel = button(Texts.of("jobs.cancel"), Feather.X, "cancel-job", () -> asking.set(true));
        Parts.showWhile(cancel, ended.map(yes -> !yes));
        FlowPane actions = new FlowPane(8, 8, save, proof, replay, cancel);
        job.map(JobView::id).subscribe(id -> asking.set(false));
        getChildren().setAll(actions, question(ended), remark());
    }

    private static Button button(String words, Feather icon, String id, Runnable action) {
        Button button = new Button(words, Parts.icon(icon));
        button.setId(id);
        button.setMnemonicParsing(true);
        button.setOnAction(e -> action.run());
        return button;
    }

    private FlowPane question(ObservableValue<Boolean> ended) {
        Button sure = button(Texts.of("jobs.cancel.sure"), Feather.X, "cancel-job-sure", () -> {
            asking.set(false);
            model.cancel(job.getValue().id());
        });
        sure.getStyleClass().add("danger");
        Button keep = button(
                Texts.of("jobs.cancel.keep"), Feather.CORNER_UP_LEFT, "cancel-job-keep", () -> asking.set(false));
        FlowPane question = new FlowPane(8, 8, Parts.label(Texts.of("jobs.cancel.question")), sure, keep);
        question.getStyleClass().addAll("told", "waiting", "question");
        Parts.showWhile(
                question, Bindings.createBooleanBinding(() -> asking.get() && !ended.getValue(), asking, ended));
        asking.subscribe(now -> {
            if (now) {
                keep.requestFocus();
            }
        });
        return question;
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
}
