package org.distributedbrain.app.workers;

import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.WorkerId;
import org.kordamp.ikonli.feather.Feather;

/** Every worker as a card, as a part of another view. */
public final class WorkersAtAGlance extends VBox {

    /**
     * @param connected how many are connected now
     * @param open shows one in full
     */
    public WorkersAtAGlance(WorkersModel model, ObservableValue<Integer> connected, Consumer<WorkerId> open) {
        getStyleClass().add("workers");
        WorkerCards cards = new WorkerCards(model.workers(), new Selection(), (worker, click) -> {
            if (click.getButton() == MouseButton.PRIMARY) {
                open.accept(worker);
            }
        });
        Node nobody = nobody();
        Parts.showWhile(nobody, Parts.isEmpty(model.workers()));
        Parts.showWhile(cards, Bindings.isNotEmpty(model.workers()));
        StackPane body = new StackPane(cards, nobody);
        VBox.setVgrow(body, Priority.ALWAYS);

        HBox head = new HBox(
                Parts.label(Texts.of("workers.title"), "section-title"),
                Parts.label(connected.map(n -> n == 0 ? "" : Figures.whole(n)), "count"));
        head.getStyleClass().add("section-head");
        getChildren().setAll(head, body);
    }

    static Node nobody() {
        return Parts.emptyState(Feather.CPU, Texts.of("workers.empty.title"), Texts.of("workers.empty.text"));
    }
}
