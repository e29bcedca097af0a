package org.distributedbrain.app.theme;

import javafx.beans.property.Property;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;

/** Boxes in which one of a job's options is chosen by its name. */
public final class Choices {
    private Choices() {}

    /** @param name what is read out */
    @SafeVarargs
    public static <T> ComboBox<T> of(String id, String name, Property<T> value, T... choices) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(name);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(new Words<>());
        box.getItems().setAll(choices);
        box.valueProperty().bindBidirectional(value);
        return box;
    }

    /** What people call it. */
    public static String name(Object choice) {
        return switch (choice) {
            case Verification verification -> name(verification);
            case Partition partition ->
                switch (partition) {
                    case AUTO -> Texts.of("theme.partition.auto");
                    case ROWS -> Texts.of("theme.partition.rows");
                    case TILES -> Texts.of("theme.partition.tiles");
                };
            case Priority priority ->
                switch (priority) {
                    case LOW -> Texts.of("theme.priority.low");
                    case NORMAL -> Texts.of("theme.priority.normal");
                    case HIGH -> Texts.of("theme.priority.high");
                };
            default -> choice.toString();
        };
    }

    private static String name(Verification verification) {
        return switch (verification.method()) {
            case FREIVALDS -> Texts.of("theme.verify.freivalds");
            case CPU -> Texts.of("theme.verify.cpu");
            case SPOT -> Texts.of("theme.verify.spot");
            case QUORUM -> Texts.of("theme.verify.quorum", verification.agree(), verification.of());
            case NONE -> Texts.of("theme.verify.none");
        };
    }

    /** Shows choices in words; nothing is typed. */
    private static final class Words<T> extends StringConverter<T> {
        @Override
        public String toString(T choice) {
            return choice == null ? "" : name(choice);
        }

        @Override
        public T fromString(String text) {
            throw new UnsupportedOperationException("choices are not typed");
        }
    }
}
