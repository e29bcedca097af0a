package org.distributedbrain.app.submit;

import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Latest;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobSpec;
import org.jspecify.annotations.Nullable;

/** What the drafted job would take, asked anew when the draft or the grid changes. On the screen thread. */
final class EstimateModel {
    private final Grid grid;
    private final ReadOnlyObjectWrapper<Estimate> estimate = new ReadOnlyObjectWrapper<>(this, "estimate");
    private final Latest<Estimate> answers;
    private @Nullable JobSpec spec;

    EstimateModel(Grid grid, Tasks tasks) {
        this.grid = grid;
        // what cannot be estimated is told when it is submitted: this is only there to help
        answers = new Latest<>(tasks, "estimate", estimate::set, failure -> estimate.set(null));
    }

    /** Null while there is no draft or no answer. */
    ReadOnlyObjectProperty<Estimate> estimate() {
        return estimate.getReadOnlyProperty();
    }

    /** The draft changed; null while it is not whole. */
    void draft(@Nullable JobSpec drafted) {
        if (!Objects.equals(spec, drafted)) {
            spec = drafted;
            gridChanged();
        }
    }

    /** Workers came or went, or jobs did. */
    void gridChanged() {
        JobSpec drafted = spec;
        if (drafted == null) {
            answers.forget();
            estimate.set(null);
        } else {
            answers.ask(() -> grid.estimate(drafted));
        }
    }
}
