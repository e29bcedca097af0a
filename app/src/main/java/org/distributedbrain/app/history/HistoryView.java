package org.distributedbrain.app.history;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.dialogs.FileDialogs;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.FirstFocus;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.publish.JobView;
import org.kordamp.ikonli.feather.Feather;

/** Every job that ever was: a filter above a table, and several of its jobs side by side in its place. */
public final class HistoryView extends VBox implements FirstFocus {
    /** More columns than that nobody compares at a glance. */
    private static final int MOST_COMPARED = 6;

    private final HistoryModel model;
    private final HistoryTable table;
    private final FilterBar filter;
    private final BooleanProperty comparing = new SimpleBooleanProperty(this, "comparing");
    private final ComparePane compared = new ComparePane(this::leave);

    public HistoryView(HistoryModel model, FileDialogs dialogs) {
        this.model = model;
        getStyleClass().addAll("view", "history");
        table = new HistoryTable(model);
        filter = new FilterBar(model);
        Label error = Parts.paragraph(model.error(), "error");
        error.setId("history-error");
        Parts.showWhile(error, Parts.notEmpty(model.error()));
        Label remark = Parts.paragraph(model.remark(), "good");
        remark.setId("history-remark");
        Parts.showWhile(remark, Parts.notEmpty(model.remark()));

        ObservableValue<Boolean> never = Bindings.createBooleanBinding(
                () -> model.total().get() == 0
                        && model.jobs().isEmpty()
                        && model.fields().areEmpty(),
                model.total(),
                model.jobs());
        Node nothing = Parts.emptyState(Feather.ARCHIVE, Texts.of("history.empty"), Texts.of("history.empty.advice"));
        VBox all = new VBox(filter, actions(dialogs), error, remark, table);
        all.getStyleClass().add("history-all");
        VBox.setVgrow(table, Priority.ALWAYS);
        Parts.showWhile(nothing, never);
        Parts.showWhile(
                all, Bindings.createBooleanBinding(() -> !never.getValue() && !comparing.get(), never, comparing));
        Parts.showWhile(compared, comparing);
        StackPane body = new StackPane(nothing, all, compared);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().setAll(head(), body);
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                model.look();
            }
        });
    }

    private HBox head() {
        var count =
                Bindings.createStringBinding(() -> Figures.count(model.total().get(), "job"), model.total());
        Button refresh = Parts.iconButton(Feather.REFRESH_CW, Texts.of("history.refresh"));
        refresh.setId("history-refresh");
        refresh.setOnAction(e -> model.refresh());
        Label news = Parts.label(Texts.of("history.stale"), "muted", "small");
        Parts.showWhile(news, model.stale());
        HBox head = new HBox(
                Parts.label(Texts.of("history.title"), "view-title"),
                Parts.label(count, "count"),
                Parts.spring(),
                news,
                refresh);
        head.getStyleClass().add("view-head");
        return head;
    }

    private FlowPane actions(FileDialogs dialogs) {
        ObservableList<JobView> selected = table.getSelectionModel().getSelectedItems();
        Button open = action(Texts.of("history.open"), Feather.LAYERS, "history-open", 1, 1);
        open.setOnAction(e -> model.open(selected.getFirst()));
        Button replay = action(Texts.of("history.replay"), Feather.REPEAT, "history-replay", 1, 1);
        replay.setOnAction(e -> model.replay(selected.getFirst()));
        Parts.tip(replay, Texts.of("history.replay.tip"));
        Button compare = action(Texts.of("history.compare"), Feather.COLUMNS, "history-compare", 2, MOST_COMPARED);
        compare.setOnAction(e -> compare(List.copyOf(selected)));
        Button export = new Button(Texts.of("history.export"), Parts.icon(Feather.DOWNLOAD));
        export.setId("history-export");
        export.setMnemonicParsing(true);
        Parts.tip(export, Texts.of("history.export.tip"));
        export.setOnAction(e ->
                dialogs.saveCsv(Texts.of("history.export.title"), "jobs.csv").ifPresent(model::export));
        Label hint = Parts.label(Texts.of("history.hint", Figures.whole(MOST_COMPARED)), "muted", "small");
        Parts.showWhile(hint, Bindings.size(selected).lessThan(2));
        FlowPane actions = new FlowPane(8, 8, open, replay, compare, export, hint);
        actions.getStyleClass().add("history-actions");
        return actions;
    }

    /** A button for so many selected jobs. */
    private Button action(String words, Feather icon, String id, int least, int most) {
        Button button = new Button(words, Parts.icon(icon));
        button.setId(id);
        button.setMnemonicParsing(true);
        var count = Bindings.size(table.getSelectionModel().getSelectedItems());
        button.disableProperty().bind(count.lessThan(least).or(count.greaterThan(most)));
        return button;
    }

    private void compare(List<JobView> jobs) {
        compared.show(jobs);
        comparing.set(true);
        Parts.focusFirst(compared);
    }

    private void leave() {
        comparing.set(false);
        table.requestFocus();
    }

    @Override
    public void focusFirst() {
        Parts.focusFirst(comparing.get() ? compared : filter);
    }
}
