package org.distributedbrain.app.submit;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.charts.HeatColours;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.matrix.MatrixOverview;
import org.distributedbrain.matrix.MatrixPreview;

/** What is in a chosen file: a small picture of all values, the first ones as numbers, the least, the largest and their mean. */
final class SlotPreview extends HBox {
    private static final double SIDE = 72;
    private static final int DIGITS = 4;

    private final ImageView picture = new ImageView();
    private final GridPane first = new GridPane();
    private final Label range = Parts.label("", "slot-range");
    private final Label odd = Parts.label("", "slot-odd");
    private String words = "";

    SlotPreview() {
        getStyleClass().add("slot-preview");
        StackPane frame = new StackPane(picture);
        frame.setMinSize(SIDE, SIDE);
        frame.setMaxSize(SIDE, SIDE);
        frame.getStyleClass().add("slot-picture");
        picture.setSmooth(false);
        first.getStyleClass().add("slot-first");
        for (int col = 0; col < MatrixProbe.CORNER + 1; col++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHalignment(HPos.RIGHT);
            column.setMinWidth(0);
            first.getColumnConstraints().add(column);
        }
        VBox numbers = new VBox(first, range, odd);
        numbers.getStyleClass().add("slot-numbers");
        numbers.setMinWidth(0);
        HBox.setHgrow(numbers, Priority.ALWAYS);
        getChildren().setAll(frame, numbers);
    }

    /** Least, largest and mean, to be read out; begins with a comma, or is empty while nothing is known. */
    String words() {
        return words;
    }

    void show(Slot slot) {
        boolean ready = slot instanceof Slot.Ready;
        setVisible(ready);
        setManaged(ready);
        MatrixPreview seen = slot instanceof Slot.Ready now ? now.preview() : null;
        words = "";
        first.getChildren().clear();
        picture.setImage(null);
        odd.setText("");
        if (seen == null) {
            range.setText(Texts.of("submit.slot.values"));
        } else {
            MatrixOverview all = seen.overview();
            draw(all);
            fill(seen.corner(), all);
            range.setText(Texts.of("submit.slot.range", brief(all.min()), brief(all.max()), brief(all.mean())));
            odd.setText(odd(all));
            words = ", " + range.getText() + (odd.getText().isEmpty() ? "" : ", " + odd.getText());
        }
        odd.setVisible(!odd.getText().isEmpty());
        odd.setManaged(odd.isVisible());
    }

    /** In its own proportions, unless one side would vanish. */
    private void draw(MatrixOverview all) {
        double scale = SIDE / Math.max(all.rows(), all.cols());
        picture.setFitWidth(Math.max(8, all.cols() * scale));
        picture.setFitHeight(Math.max(8, all.rows() * scale));
        picture.setImage(HeatColours.image(all));
    }

    private void fill(List<List<Float>> corner, MatrixOverview all) {
        for (int row = 0; row < corner.size(); row++) {
            List<Float> values = corner.get(row);
            for (int col = 0; col < values.size(); col++) {
                first.add(Parts.label(aligned(values.get(col)), "slot-value"), col, row);
            }
            if (values.size() < all.cols()) {
                first.add(Parts.label(row == 0 ? "…" : "", "slot-value"), values.size(), row);
            }
        }
    }

    /** What is not finite, which spoils every product that it is in; empty where there is nothing of it. */
    private static String odd(MatrixOverview all) {
        if (all.nan() == 0 && all.infinite() == 0) {
            return "";
        }
        return Texts.of("submit.slot.odd", Figures.whole(all.nan()), Figures.whole(all.infinite()));
    }

    /** All of its digits, so that those of one column end below each other; whole numbers without any. */
    private static String aligned(double value) {
        double size = Math.abs(value);
        return value == Math.rint(value) || size >= 1e4 || size < 1e-3 || !Double.isFinite(value)
                ? brief(value)
                : String.format(Locale.ROOT, "%." + DIGITS + "g", value);
    }

    private static String brief(double value) {
        return Figures.value(value, DIGITS);
    }
}
