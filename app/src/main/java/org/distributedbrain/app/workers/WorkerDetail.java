package org.distributedbrain.app.workers;

import java.time.ZoneId;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.DeviceIcon;
import org.distributedbrain.app.theme.FactList;
import org.distributedbrain.app.theme.FactList.Fact;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.publish.WorkerView;

/** The chosen worker in full; of several, who they are. What can be done is above, the same for one and for many. */
final class WorkerDetail extends ScrollPane {
    private static final int NAMED = 12;

    private final WorkersModel model;
    private final ObservableValue<WorkerView> worker;
    private final WorkerActions actions;
    private final Label several = Parts.paragraph("", "muted");
    private final Label title = Parts.label("", "detail-title");

    WorkerDetail(WorkersModel model, WorkerActions actions) {
        this.model = model;
        this.actions = actions;
        worker = model.detail().row().flatMap(Row::view);
        setId("worker-detail");
        getStyleClass().addAll("card", "worker-detail");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setAccessibleText(Texts.of("workers.detail.accessible"));

        VBox one = new VBox(
                note(),
                new WorkerLane(model.detail().last()),
                part("session", facts(worker.map(w -> WorkerFacts.session(w, ZoneId.systemDefault())))),
                part("measured", facts(worker.map(w -> WorkerFacts.measured(w.pace())))),
                part("standing", facts(worker.map(w -> WorkerFacts.standing(w.standing())))),
                told(),
                allTime(),
                part("last", new TaskList(model.detail().last())));
        one.getStyleClass().add("detail-parts");
        Parts.showWhile(one, worker.map(w -> true).orElse(false));
        Parts.showWhile(several, worker.map(w -> false).orElse(true));
        VBox body = new VBox(head(), actions, several, one);
        body.getStyleClass().add("detail-column");
        setContent(body);

        model.chosen().subscribe(this::refresh);
    }

    private void refresh(List<WorkerView> chosen) {
        actions.show(chosen);
        if (chosen.size() == 1) {
            title.setText(chosen.getFirst().name());
        } else {
            title.setText(Texts.of("workers.several", Figures.count(chosen.size(), "worker")));
            String names = String.join(
                    "\n", chosen.stream().limit(NAMED).map(WorkerView::name).toList());
            several.setText(
                    chosen.size() <= NAMED
                            ? names
                            : names + "\n" + Texts.of("workers.several.more", chosen.size() - NAMED));
        }
    }

    private Node head() {
        DeviceIcon icon = new DeviceIcon();
        worker.map(WorkerView::deviceKind).orElse("unknown").subscribe(icon::show);
        Label pill = WorkerCell.pill(worker.map(WorkerView::state));
        title.setMinWidth(0);
        Parts.tip(title, title.textProperty());
        HBox first = new HBox(title, Parts.spring(), pill);
        first.getStyleClass().add("worker-line");
        Label device = Parts.paragraph(worker.map(WorkerText::device).orElse(""), "worker-detail-device");
        Label from = Parts.label(
                worker.map(w -> Texts.of("workers.from", w.deviceKind(), w.address()))
                        .orElse(""),
                "worker-detail-device");
        VBox lines = new VBox(first, device, from);
        HBox.setHgrow(lines, Priority.ALWAYS);
        for (Node node : List.of(icon, pill, device, from)) {
            Parts.showWhile(node, worker.map(w -> true).orElse(false));
        }
        HBox head = new HBox(icon, lines);
        head.getStyleClass().add("worker-head");
        Parts.style(head, worker.map(w -> WorkerText.styleClass(w.state())));
        return head;
    }

    private Label note() {
        ObservableValue<String> text =
                worker.map(w -> w.note() == null ? "" : w.note()).orElse("");
        Label note = Parts.paragraph(text, "told", "waiting");
        note.setId("worker-note");
        note.setMaxWidth(Double.MAX_VALUE);
        Parts.showWhile(note, Parts.notEmpty(text));
        return note;
    }

    private Node told() {
        ObservableValue<List<Fact>> told = worker.map(w -> WorkerFacts.told(w.told()));
        Node part = part("told", facts(told));
        Parts.showWhile(part, told.map(list -> !list.isEmpty()).orElse(false));
        return part;
    }

    private Node allTime() {
        ObservableValue<List<Fact>> facts = model.detail().allTime().map(WorkerFacts::allTime);
        Node part = part("all", facts(facts));
        Parts.showWhile(part, facts.map(list -> true).orElse(false));
        return part;
    }

    private static Node part(String key, Node content) {
        VBox part = new VBox(Parts.label(Texts.of("workers.part." + key), "part-title"), content);
        part.getStyleClass().add("detail-part");
        return part;
    }

    private static FactList facts(ObservableValue<List<Fact>> facts) {
        FactList list = new FactList();
        facts.orElse(List.of()).subscribe(list::show);
        return list;
    }
}
