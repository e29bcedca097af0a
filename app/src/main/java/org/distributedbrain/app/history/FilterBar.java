package org.distributedbrain.app.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.publish.JobFilter.Stage;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The fields of history's filter, in as many lines as they need. */
final class FilterBar extends FlowPane {

    FilterBar(HistoryModel model) {
        super(12, 8);
        getStyleClass().add("filter-bar");
        HistoryFields fields = model.fields();
        TextField text = new TextField();
        text.setPromptText(Texts.of("history.text"));
        text.setPrefColumnCount(10);
        text.textProperty().bindBidirectional(fields.text);
        named(text, "history-text", Texts.of("history.text"));

        List<String> kernels = Stream.concat(
                        Stream.of(MatmulSource.KERNEL), Kernels.ALL.stream().map(TileKernel::name))
                .toList();
        ComboBox<@Nullable String> kernel =
                choice(Texts.of("history.kernel.any"), kernels, Function.identity(), fields.kernel);
        named(kernel, "history-kernel", Texts.of("history.kernel"));
        ComboBox<@Nullable Stage> stage =
                choice(Texts.of("history.stage.any"), List.of(Stage.values()), HistoryText::stage, fields.stage);
        named(stage, "history-stage", Texts.of("history.stage"));

        DatePicker from = date("history-from", Texts.of("history.from"));
        from.valueProperty().bindBidirectional(fields.from);
        DatePicker until = date("history-until", Texts.of("history.until"));
        until.valueProperty().bindBidirectional(fields.until);

        Button clear = new Button(Texts.of("history.clear"), Parts.icon(Feather.X));
        clear.setId("history-clear");
        clear.getStyleClass().add("flat");
        clear.setOnAction(e -> {
            fields.clear();
            text.requestFocus();
        });
        getChildren()
                .setAll(
                        text,
                        kernel,
                        stage,
                        pair(Texts.of("history.submitted"), from, until),
                        pair(
                                Texts.of("history.side"),
                                size("history-smallest", Texts.of("history.smallest"), fields.smallest),
                                size("history-largest", Texts.of("history.largest"), fields.largest)),
                        clear);
    }

    private static HBox pair(String words, Node from, Node to) {
        HBox pair = new HBox(6, Parts.label(words, "muted", "small"), from, new Label("–"), to);
        pair.getStyleClass().add("filter-pair");
        return pair;
    }

    private static DatePicker date(String id, String name) {
        DatePicker picker = new DatePicker();
        picker.setPromptText(name);
        picker.setPrefWidth(122);
        named(picker, id, name);
        named(picker.getEditor(), id + "-text", name);
        return picker;
    }

    private static TextField size(String id, String name, StringProperty value) {
        TextField field = new TextField();
        field.setPrefColumnCount(4);
        field.setPromptText(name);
        field.textProperty().bindBidirectional(value);
        named(field, id, name);
        return field;
    }

    private static void named(Control control, String id, String name) {
        control.setId(id);
        control.setAccessibleText(name);
        Parts.tip(control, name);
    }

    private static <T> ComboBox<@Nullable T> choice(
            String any, List<T> choices, Function<T, String> words, ObjectProperty<@Nullable T> value) {
        ComboBox<@Nullable T> box = new ComboBox<>();
        List<@Nullable T> items = new ArrayList<>();
        items.add(null);
        items.addAll(choices);
        box.getItems().setAll(items);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T choice) {
                return choice == null ? any : words.apply(choice);
            }

            @Override
            public @Nullable T fromString(String typed) {
                return items.stream()
                        .filter(choice -> Objects.equals(toString(choice), typed))
                        .findFirst()
                        .orElse(null);
            }
        });
        box.valueProperty().bindBidirectional(value);
        return box;
    }
}
