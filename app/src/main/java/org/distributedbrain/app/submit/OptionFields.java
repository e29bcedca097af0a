package org.distributedbrain.app.submit;

import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;

/** How the job is to be done: how it is cut, and what it gets beside others. */
final class OptionFields extends HBox {

    OptionFields(SubmitModel model) {
        getStyleClass().add("option-fields");
        getChildren()
                .setAll(
                        field(
                                "_Partition",
                                "partition",
                                "How the product is cut into chunks. Automatic sends the fewest bytes.",
                                model.partition(),
                                Partition.values(),
                                OptionFields::name),
                        field(
                                "P_riority",
                                "priority",
                                "How much of the grid it gets beside other jobs that run at the same time.",
                                model.priority(),
                                Priority.values(),
                                OptionFields::name));
    }

    private static String name(Partition partition) {
        return switch (partition) {
            case AUTO -> "Automatic";
            case ROWS -> "Rows of A";
            case TILES -> "Tiles of C";
        };
    }

    private static String name(Priority priority) {
        return switch (priority) {
            case LOW -> "Low";
            case NORMAL -> "Normal";
            case HIGH -> "High";
        };
    }

    private static <T> HBox field(
            String name, String id, String meaning, Property<T> value, T[] choices, Function<T, String> words) {
        ComboBox<T> box = new ComboBox<>();
        box.getItems().setAll(choices);
        box.setId(id);
        box.setConverter(new Words<>(words));
        box.valueProperty().bindBidirectional(value);
        Parts.tip(box, meaning);
        box.setAccessibleText(name.replace("_", ""));
        box.setAccessibleHelp(meaning);
        Label label = Parts.label(name, "field-label");
        label.setMnemonicParsing(true);
        label.setLabelFor(box);
        HBox field = new HBox(label, box);
        field.getStyleClass().add("option-field");
        return field;
    }

    /** Shows choices in words; nothing is typed. */
    private static final class Words<T> extends StringConverter<T> {
        private final Function<T, String> words;

        Words(Function<T, String> words) {
            this.words = words;
        }

        @Override
        public String toString(T choice) {
            return words.apply(choice);
        }

        @Override
        public T fromString(String text) {
            throw new UnsupportedOperationException("choices are not typed");
        }
    }
}
