package org.distributedbrain.app.history;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.publish.JobFilter;
import org.jspecify.annotations.Nullable;

/** The fields of the filter as a person fills them in. Days are days of this computer's zone. */
public final class HistoryFields {
    final StringProperty text = new SimpleStringProperty(this, "text", "");
    final ObjectProperty<@Nullable String> kernel = new SimpleObjectProperty<>(this, "kernel");
    final ObjectProperty<JobFilter.@Nullable Stage> stage = new SimpleObjectProperty<>(this, "stage");
    final ObjectProperty<@Nullable LocalDate> from = new SimpleObjectProperty<>(this, "from");
    final ObjectProperty<@Nullable LocalDate> until = new SimpleObjectProperty<>(this, "until");
    final StringProperty smallest = new SimpleStringProperty(this, "smallest", "");
    final StringProperty largest = new SimpleStringProperty(this, "largest", "");
    final ObjectProperty<JobFilter.Sort> sort = new SimpleObjectProperty<>(this, "sort", JobFilter.Sort.SUBMITTED);
    final ObjectProperty<Boolean> ascending = new SimpleObjectProperty<>(this, "ascending", false);

    /** Those that say which jobs, not in which order. */
    Property<?>[] all() {
        return new Property<?>[] {text, kernel, stage, from, until, smallest, largest};
    }

    /** Whether none is filled in. */
    boolean areEmpty() {
        return text.get().isBlank()
                && kernel.get() == null
                && stage.get() == null
                && from.get() == null
                && until.get() == null
                && smallest.get().isBlank()
                && largest.get().isBlank();
    }

    void clear() {
        text.set("");
        kernel.set(null);
        stage.set(null);
        from.set(null);
        until.set(null);
        smallest.set("");
        largest.set("");
    }

    /** @throws BadInput when a field cannot be what it is, in a sentence */
    JobFilter filter(ZoneId zone) {
        LocalDate first = from.get();
        LocalDate last = until.get();
        if (first != null && last != null && last.isBefore(first)) {
            throw new BadInput(Texts.of("history.bad.days", last, first));
        }
        JobFilter.Stage wanted = stage.get();
        return new JobFilter(
                first == null ? null : first.atStartOfDay(zone).toInstant(),
                last == null ? null : last.plusDays(1).atStartOfDay(zone).toInstant(),
                kernel.get(),
                side(smallest.get()),
                side(largest.get()),
                wanted == null ? Set.of() : Set.of(wanted),
                text.get(),
                sort.get(),
                ascending.get());
    }

    private static @Nullable Integer side(String typed) {
        String digits = typed.strip();
        if (digits.isEmpty()) {
            return null;
        }
        if (!digits.matches("[1-9]\\d{0,8}")) {
            throw new BadInput(Texts.of("history.bad.size", digits));
        }
        return Integer.valueOf(digits);
    }
}
