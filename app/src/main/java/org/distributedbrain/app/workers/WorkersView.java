package org.distributedbrain.app.workers;

import atlantafx.base.controls.CustomTextField;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.FirstFocus;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.workers.WorkersModel.Layout;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Everybody who computes, as cards or as a table, and the chosen ones in full at the right. */
public final class WorkersView extends VBox implements FirstFocus {
    private static final double DETAIL = 348;

    private final WorkersModel model;
    private final WorkerCards cards;
    private final WorkersTable table;
    private final WorkerActions actions;

    /** @param connected how many are connected now */
    public WorkersView(WorkersModel model, ObservableValue<Integer> connected) {
        this.model = model;
        getStyleClass().addAll("view", "workers");
        actions = new WorkerActions(model);
        cards = new WorkerCards(model.shown(), model.selection(), this::clicked);
        cards.grid().setContextMenu(actions.menu());
        cards.grid().setFocusTraversable(true);
        cards.grid().addEventHandler(KeyEvent.KEY_PRESSED, this::keyOnCards);
        cards.grid().setOnMousePressed(e -> cards.grid().requestFocus());
        table = new WorkersTable(model);
        table.setContextMenu(actions.menu());

        BooleanExpression any = Bindings.isNotEmpty(model.workers());
        BooleanExpression found = Bindings.isNotEmpty(model.shown());
        BooleanExpression isTable =
                BooleanExpression.booleanExpression(model.layout().map(l -> l == Layout.TABLE));
        Parts.showWhile(cards, isTable.not().and(found));
        Parts.showWhile(table, isTable.and(found));
        Node nobody = WorkersAtAGlance.nobody();
        Parts.showWhile(nobody, any.not());
        Node nothing =
                Parts.emptyState(Feather.SEARCH, Texts.of("workers.nothing.title"), Texts.of("workers.nothing.text"));
        Parts.showWhile(nothing, any.and(found.not()));
        StackPane list = new StackPane(cards, table, nobody, nothing);
        HBox.setHgrow(list, Priority.ALWAYS);
        list.setMinWidth(0);

        WorkerDetail detail = new WorkerDetail(model, actions);
        detail.setMinWidth(DETAIL);
        detail.setMaxWidth(DETAIL);
        Parts.showWhile(detail, found);
        HBox body = new HBox(list, detail);
        body.getStyleClass().add("columns");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().setAll(head(connected, any), body);

        addEventHandler(KeyEvent.KEY_PRESSED, this::keyAnywhere);
        model.revealed().subscribe(this::reveal);
        sceneProperty().subscribe(scene -> reveal(model.revealed().get()));
    }

    private Node head(ObservableValue<Integer> connected, BooleanExpression any) {
        CustomTextField filter = new CustomTextField();
        filter.setId("worker-filter");
        filter.setLeft(Parts.icon(Feather.SEARCH));
        filter.setPromptText(Texts.of("workers.filter"));
        filter.setAccessibleText(Texts.of("workers.filter"));
        filter.textProperty().bindBidirectional(model.filter());
        filter.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
                filter.clear();
                e.consume();
            }
        });
        HBox head = new HBox(
                Parts.label(Texts.of("workers.title"), "view-title"),
                Parts.label(connected.map(n -> n == 0 ? "" : Figures.whole(n)), "count"),
                Parts.spring(),
                filter,
                layouts());
        head.getStyleClass().add("view-head");
        filter.visibleProperty().bind(any);
        return head;
    }

    private Node layouts() {
        ToggleGroup group = new ToggleGroup();
        SegmentedButton buttons = new SegmentedButton(
                layout(Layout.CARDS, Feather.GRID, group), layout(Layout.TABLE, Feather.LIST, group));
        buttons.setToggleGroup(group);
        buttons.setFocusTraversable(false);
        return buttons;
    }

    private ToggleButton layout(Layout layout, Feather icon, ToggleGroup group) {
        String words = layout == Layout.CARDS ? Texts.of("workers.layout.cards") : Texts.of("workers.layout.table");
        ToggleButton button = new ToggleButton("", Parts.icon(icon));
        button.setId(layout == Layout.CARDS ? "as-cards" : "as-table");
        button.setAccessibleText(words);
        button.setToggleGroup(group);
        Parts.tip(button, words);
        model.layout().subscribe(now -> button.setSelected(now == layout));
        button.setOnAction(e -> {
            model.layout().set(layout);
            button.setSelected(true);
        });
        return button;
    }

    private void clicked(WorkerId worker, MouseEvent click) {
        if (click.isShortcutDown()) {
            model.selection().toggle(worker);
        } else if (click.isShiftDown()) {
            model.selection().extendTo(worker, order());
        } else {
            model.selection().only(worker);
        }
    }

    private List<WorkerId> order() {
        return model.shown().stream().map(Row::key).toList();
    }

    private void keyOnCards(KeyEvent key) {
        int columns = cards.columns();
        int by = switch (key.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            case UP -> -columns;
            case DOWN -> columns;
            case HOME -> Integer.MIN_VALUE / 2;
            case END -> Integer.MAX_VALUE / 2;
            default -> 0;
        };
        if (by != 0 && !key.isShortcutDown() && !key.isAltDown()) {
            model.selection().move(by, order(), key.isShiftDown());
            WorkerId lead = model.selection().lead();
            cards.scrollTo(lead == null ? -1 : order().indexOf(lead));
            key.consume();
        } else if (key.getCode() == KeyCode.A && key.isShortcutDown()) {
            model.selection().these(order());
            key.consume();
        }
    }

    private void keyAnywhere(KeyEvent key) {
        if (key.getCode() == KeyCode.DELETE && !(key.getTarget() instanceof TextInputControl)) {
            actions.perform(WorkerAction.REMOVE);
            key.consume();
        }
    }

    private void reveal(@Nullable WorkerId worker) {
        int index = worker == null ? -1 : order().indexOf(worker);
        if (index >= 0 && getScene() != null) {
            applyCss();
            layout();
            cards.scrollTo(index);
            table.scrollTo(index);
        }
    }

    @Override
    public void focusFirst() {
        if (model.layout().get() == Layout.TABLE) {
            table.requestFocus();
        } else if (cards.isVisible()) {
            cards.grid().requestFocus();
        } else {
            Parts.focusFirst(this);
        }
    }
}
