package org.distributedbrain.app.theme;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** Names at the left, what they stand for at the right. Brought up to date in place: labels stay while the names do. */
public final class FactList extends GridPane {
    private static final double NAMES = 116;

    private List<String> names = List.of();

    /** @param meaning shown when hovered */
    public record Fact(String name, String value, String meaning) {}

    public FactList() {
        getStyleClass().add("facts");
        ColumnConstraints name = new ColumnConstraints(NAMES);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        value.setMinWidth(0);
        getColumnConstraints().addAll(name, value);
    }

    public void show(List<Fact> facts) {
        List<String> wanted = facts.stream().map(Fact::name).toList();
        if (!wanted.equals(names)) {
            names = wanted;
            getChildren().clear();
            for (int i = 0; i < facts.size(); i++) {
                Label name = Parts.label(facts.get(i).name(), "fact-name");
                Label value = Parts.paragraph("", "fact-value");
                value.setTooltip(new Tooltip());
                name.setLabelFor(value);
                GridPane.setValignment(name, VPos.TOP);
                addRow(i, name, value);
            }
        }
        for (int i = 0; i < facts.size(); i++) {
            Label value = (Label) getChildren().get(2 * i + 1);
            value.setText(facts.get(i).value());
            value.getTooltip().setText(facts.get(i).meaning());
        }
    }
}
