package org.distributedbrain.app.history;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.publish.JobView;
import org.kordamp.ikonli.feather.Feather;

/** Jobs side by side, a column each; the first one is what the others are compared with. */
final class ComparePane extends VBox {
    private final GridPane table = new GridPane();

    /** @param back leaves it */
    ComparePane(Runnable back) {
        getStyleClass().addAll("card", "compare");
        setId("compare");
        Button leave = new Button(Texts.of("history.back"), Parts.icon(Feather.ARROW_LEFT));
        leave.setId("compare-back");
        leave.setMnemonicParsing(true);
        leave.setOnAction(e -> back.run());
        HBox head = new HBox(12, leave, Parts.label(Texts.of("history.compare.title"), "card-title"), Parts.spring());
        head.getStyleClass().add("compare-head");
        table.getStyleClass().add("compare-table");
        ScrollPane scroll = new ScrollPane(table);
        scroll.getStyleClass().add("detail-scroll");
        scroll.setFitToWidth(true);
        scroll.setAccessibleText(Texts.of("history.compare.title"));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().setAll(head, Parts.paragraph(Texts.of("history.compare.hint"), "muted", "small"), scroll);
    }

    void show(List<JobView> jobs) {
        Comparison comparison = Comparison.of(jobs, ZoneId.systemDefault());
        table.getChildren().clear();
        table.getColumnConstraints().clear();
        ColumnConstraints names = new ColumnConstraints(110, 130, 150);
        table.getColumnConstraints().add(names);
        for (int i = 0; i < jobs.size(); i++) {
            ColumnConstraints column = new ColumnConstraints(150, 210, Double.MAX_VALUE);
            column.setHgrow(Priority.ALWAYS);
            column.setHalignment(HPos.LEFT);
            table.getColumnConstraints().add(column);
            table.add(title(jobs.get(i)), i + 1, 0);
        }
        for (int row = 0; row < comparison.lines().size(); row++) {
            Comparison.Line line = comparison.lines().get(row);
            table.add(Parts.label(line.name(), "muted"), 0, row + 1);
            for (int i = 0; i < line.cells().size(); i++) {
                table.add(cell(line.name(), line.cells().get(i)), i + 1, row + 1);
            }
        }
    }

    private static Label title(JobView job) {
        Label title = Parts.label(job.label(), "compare-job");
        Parts.tip(title, job.label() + "\n" + Figures.exact(job.submittedAt(), ZoneId.systemDefault()));
        return title;
    }

    /** The same as the colour says. */
    private static String verdict(Comparison.Cell cell) {
        return switch (cell.verdict()) {
            case BETTER -> Texts.of("history.compare.better");
            case WORSE -> Texts.of("history.compare.worse");
            case SAME, OTHER -> "";
        };
    }

    private static HBox cell(String name, Comparison.Cell cell) {
        Label value = Parts.label(cell.value(), "compare-value");
        value.setMinWidth(0);
        Label difference = Parts.label((cell.difference() + " " + verdict(cell)).strip(), "compare-difference");
        difference.setMinWidth(USE_PREF_SIZE);
        HBox box = new HBox(8, value, difference);
        box.getStyleClass().add("compare-" + cell.verdict().name().toLowerCase(Locale.ROOT));
        Parts.tip(box, name + ": " + cell.value() + " " + cell.difference());
        return box;
    }
}
