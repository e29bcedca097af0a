package org.distributedbrain.app.workers;

import java.util.function.BiConsumer;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.GridView;
import org.distributedbrain.app.live.Row;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerView;

/** The workers as cards in as many columns as fit. Virtual: a thousand workers cost what is on the screen. */
final class WorkerCards extends StackPane {
    private static final double CARD_MIN = 290;
    private static final double CARD_HEIGHT = 62;
    /** Between cards; GridView puts half of it on each side of every card. */
    private static final double GAP = 8;
    /** The grid reaches this far into the gap at its right, so that its scroll bar stands beside the cards. */
    private static final double GUTTER = 16;
    /** What GridView keeps free before it counts columns. */
    private static final double RESERVED = 18;

    private final GridView<Row<WorkerId, WorkerView>> grid;

    /**
     * @param selection whose chosen ones are marked
     * @param clicked gets what was clicked
     */
    WorkerCards(
            ObservableList<Row<WorkerId, WorkerView>> workers,
            Selection selection,
            BiConsumer<WorkerId, MouseEvent> clicked) {
        CardMotion motion = new CardMotion(workers);
        grid = new GridView<>(new ShownCards(workers, worker -> leaves(motion, worker)).items());
        grid.setId("workers");
        grid.setCellFactory(view -> {
            WorkerCell cell = new WorkerCell(motion, selection);
            cell.setOnMousePressed(e -> {
                Row<WorkerId, WorkerView> row = cell.getItem();
                boolean kept = e.getButton() == MouseButton.SECONDARY && row != null && selection.has(row.key());
                if (row != null && !kept) {
                    clicked.accept(row.key(), e);
                }
            });
            return cell;
        });
        grid.setHorizontalCellSpacing(GAP / 2);
        grid.setVerticalCellSpacing(GAP / 2);
        grid.setCellHeight(CARD_HEIGHT);
        grid.widthProperty().subscribe(width -> grid.setCellWidth(cellWidth(width.doubleValue())));
        grid.setAccessibleText(Texts.of("workers.title"));
        StackPane.setMargin(grid, new Insets(-GAP / 2, -GUTTER, 0, -GAP / 2));
        getChildren().setAll(grid);
    }

    /** Only a card that is seen needs time to leave. */
    private boolean leaves(CardMotion motion, Row<WorkerId, WorkerView> worker) {
        for (Node node : grid.lookupAll(".grid-cell")) {
            // the grid also keeps cells that are never seen, to measure with
            if (node instanceof WorkerCell cell
                    && cell.getItem() == worker
                    && cell.getGraphic() != null
                    && Parts.isSeen(cell)) {
                return motion.leave(cell.getGraphic(), worker);
            }
        }
        return false;
    }

    GridView<Row<WorkerId, WorkerView>> grid() {
        return grid;
    }

    /** How many cards stand side by side. */
    int columns() {
        return columns(grid.getWidth());
    }

    /** Puts the card at this place into sight. */
    void scrollTo(int index) {
        Node flow = grid.lookup(".virtual-flow");
        if (flow instanceof VirtualFlow<?> rows && index >= 0) {
            rows.scrollTo(index / columns());
        }
    }

    private static int columns(double width) {
        return Math.max(1, (int) (Math.max(1, width - RESERVED) / (CARD_MIN + GAP)));
    }

    /** The width of each of as many cards as fit side by side. */
    static double cellWidth(double width) {
        int columns = columns(width);
        return columns == 1
                ? Math.max(1, width - GUTTER - GAP / 2)
                : Math.floor(Math.max(1, width - RESERVED) / columns - GAP);
    }
}
