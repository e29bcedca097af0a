package org.distributedbrain.app.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobView;
import org.jspecify.annotations.Nullable;

/** Which faults are wanted: by kind, worker and job. */
final class FaultFilters extends HBox {

    /** What can be chosen; null stands for all. */
    private record Choice<T>(@Nullable T value, String words) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Choice<?> choice && Objects.equals(value, choice.value);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(value);
        }
    }

    FaultFilters(FaultsModel model) {
        getStyleClass().add("fault-filters");
        ComboBox<Choice<FaultKind>> kinds =
                box("fault-kinds", Texts.of("faults.all.kinds"), Texts.of("faults.filter.kind"), 150, model::only);
        kinds.getItems().setAll(choices(Texts.of("faults.all.kinds"), List.of(FaultKind.values()), FaultText::kind));
        kinds.setVisibleRowCount(FaultKind.values().length + 1);
        ComboBox<Choice<String>> workers = box(
                "fault-workers", Texts.of("faults.all.workers"), Texts.of("faults.filter.worker"), 170, model::only);
        follow(workers, model.workers(), Texts.of("faults.all.workers"), name -> name, name -> name);
        ComboBox<Choice<JobId>> jobs =
                box("fault-jobs", Texts.of("faults.all.jobs"), Texts.of("faults.filter.job"), 190, model::only);
        follow(jobs, model.jobs(), Texts.of("faults.all.jobs"), JobView::id, JobView::label);
        getChildren().setAll(kinds, workers, jobs);
        model.filter().subscribe(filter -> {
            show(kinds, filter.kind());
            show(workers, filter.worker());
            show(jobs, filter.job());
        });
    }

    private static <T> ComboBox<Choice<T>> box(
            String id, String all, String accessible, double width, Consumer<@Nullable T> wanted) {
        ComboBox<Choice<T>> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(accessible);
        box.setPrefWidth(width);
        box.setMinWidth(110);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Choice<T> choice) {
                return choice == null ? all : choice.words();
            }

            @Override
            public @Nullable Choice<T> fromString(String text) {
                return null;
            }
        });
        box.setOnAction(e -> {
            Choice<T> chosen = box.getValue();
            wanted.accept(chosen == null ? null : chosen.value());
        });
        return box;
    }

    private static <S, T> void follow(
            ComboBox<Choice<T>> box,
            ObservableList<S> from,
            String all,
            Function<S, T> value,
            Function<S, String> words) {
        Runnable fill = () -> {
            List<Choice<T>> choices = new ArrayList<>();
            choices.add(new Choice<>(null, all));
            from.forEach(one -> choices.add(new Choice<>(value.apply(one), words.apply(one))));
            Choice<T> chosen = box.getValue();
            if (chosen != null && !choices.contains(chosen)) {
                choices.add(chosen);
            }
            var action = box.getOnAction();
            box.setOnAction(null);
            box.getItems().setAll(choices);
            box.setValue(chosen);
            box.setOnAction(action);
        };
        from.addListener((InvalidationListener) o -> fill.run());
        fill.run();
    }

    private static <T> List<Choice<T>> choices(String all, List<T> values, Function<T, String> words) {
        List<Choice<T>> choices = new ArrayList<>();
        choices.add(new Choice<>(null, all));
        values.forEach(one -> choices.add(new Choice<>(one, words.apply(one))));
        return choices;
    }

    /** One that is not among the choices becomes one. */
    private static <T> void show(ComboBox<Choice<T>> box, @Nullable T value) {
        Choice<T> wanted = new Choice<>(value, String.valueOf(value));
        int at = box.getItems().indexOf(wanted);
        if (at < 0) {
            box.getItems().add(wanted);
        }
        box.setValue(at < 0 ? wanted : box.getItems().get(at));
    }
}
