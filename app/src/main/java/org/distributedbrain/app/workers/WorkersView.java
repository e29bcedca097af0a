package org.distributedbrain.app.workers;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.GridView;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerView;
import org.kordamp.ikonli.feather.Feather;

/** The workers as cards in as many columns as fit. Virtual: a thousand workers cost what is on the screen. */
public final class WorkersView extends VBox {
    private static final double CARD_MIN = 300;
    private static final double CARD_HEIGHT = 62;
    /** Between cards; GridView puts half of it on each side of every card. */
    private static final double GAP = 8;
    /** The grid reaches this far into the gap at its right, so that its scroll bar stands beside the cards. */
    private static final double GUTTER = 16;
    /** What GridView keeps free before it counts columns. */
    private static final double RESERVED = 18;

    /** @param connected how many are connected now */
    public WorkersView(WorkersModel model, ObservableValue<Integer> connected) {
        getStyleClass().add("workers");
        GridView<Row<WorkerId, WorkerView>> grid = new GridView<>(model.workers());
        grid.setId("workers");
        grid.setCellFactory(view -> new WorkerCell(model));
        grid.setHorizontalCellSpacing(GAP / 2);
        grid.setVerticalCellSpacing(GAP / 2);
        grid.setCellHeight(CARD_HEIGHT);
        grid.widthProperty().subscribe(width -> grid.setCellWidth(cellWidth(width.doubleValue())));
        grid.setAccessibleText("Workers");
        StackPane.setMargin(grid, new Insets(-GAP / 2, -GUTTER, 0, -GAP / 2));

        Node nobody = Parts.emptyState(
                Feather.CPU,
                "No workers yet",
                "Scan the code with a phone or open the address in a browser, and tap Join; or switch on “Use this computer too”.");
        Parts.showWhile(nobody, Parts.isEmpty(model.workers()));
        Parts.showWhile(grid, Bindings.isNotEmpty(model.workers()));
        StackPane body = new StackPane(grid, nobody);
        VBox.setVgrow(body, Priority.ALWAYS);

        HBox head = new HBox(
                Parts.label("Workers", "section-title"),
                Parts.label(connected.map(n -> n == 0 ? "" : Figures.whole(n)), "count"));
        head.getStyleClass().add("section-head");
        getChildren().setAll(head, body);
    }

    /** The width of each of as many cards as fit side by side. */
    static double cellWidth(double width) {
        double free = Math.max(1, width - RESERVED);
        int columns = Math.max(1, (int) (free / (CARD_MIN + GAP)));
        return columns == 1 ? Math.max(1, width - GUTTER - GAP / 2) : Math.floor(free / columns - GAP);
    }
}
