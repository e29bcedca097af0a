package org.distributedbrain.app.workers;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.stage.Window;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.app.theme.Question;
import org.distributedbrain.publish.WorkerView;
import org.kordamp.ikonli.feather.Feather;

/** What can be done with the chosen workers: one button each, shown while it would change something. */
final class WorkerActions extends FlowPane {
    private final WorkersModel model;
    private final Map<WorkerAction, Button> buttons = new EnumMap<>(WorkerAction.class);

    WorkerActions(WorkersModel model) {
        this.model = model;
        getStyleClass().add("worker-actions");
        for (WorkerAction action : WorkerAction.values()) {
            Button button = new Button(action.title(), Parts.icon(icon(action)));
            button.setId("worker-" + action.id());
            button.setTooltip(new Tooltip(action.meaning()));
            if (action == WorkerAction.REMOVE) {
                button.getStyleClass().addAll("danger", "button-outlined");
            }
            button.setOnAction(e -> perform(action));
            buttons.put(action, button);
            getChildren().add(button);
        }
    }

    /** To be called when other workers are chosen, or those that are have changed. */
    void show(List<WorkerView> chosen) {
        buttons.forEach((action, button) -> {
            boolean fits = chosen.stream().anyMatch(action::fits);
            button.setVisible(fits);
            button.setManaged(fits);
        });
    }

    /** Does it to the chosen ones, after a question where work would be lost. */
    void perform(WorkerAction action) {
        List<WorkerView> meant =
                model.chosen().get().stream().filter(action::fits).toList();
        if (!meant.isEmpty() && (meant.stream().noneMatch(action::asks) || agreed(action, meant))) {
            model.perform(action, meant);
        }
    }

    private boolean agreed(WorkerAction action, List<WorkerView> meant) {
        Window owner = getScene().getWindow();
        return Question.ask(
                owner,
                "worker-question",
                action.question(meant),
                action.cost(meant),
                action.words(),
                Texts.of("workers.ask.no"));
    }

    /** The same as a menu, made when it is wanted. */
    ContextMenu menu() {
        ContextMenu menu = new ContextMenu();
        menu.setOnShowing(e -> menu.getItems()
                .forEach(item -> item.setVisible(
                        model.chosen().get().stream().anyMatch(((WorkerAction) item.getUserData())::fits))));
        for (WorkerAction action : WorkerAction.values()) {
            MenuItem item = new MenuItem(action.words(), Parts.icon(icon(action)));
            item.setId("menu-" + action.id());
            item.setUserData(action);
            item.setOnAction(e -> perform(action));
            menu.getItems().add(item);
        }
        return menu;
    }

    private static Feather icon(WorkerAction action) {
        return switch (action) {
            case DRAIN -> Feather.PAUSE;
            case RESUME -> Feather.PLAY;
            case QUARANTINE -> Feather.SHIELD_OFF;
            case RELEASE -> Feather.SHIELD;
            case REMOVE -> Feather.LOG_OUT;
        };
    }
}
