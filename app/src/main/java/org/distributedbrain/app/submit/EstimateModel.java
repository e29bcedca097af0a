package org.distributedbrain.app.submit;

import java.util.Objects;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.publish.EstimateText;
import org.jspecify.annotations.Nullable;

/** What the drafted job would take, in a sentence, asked anew when the draft or the grid changes; one question at a time. On the screen thread. */
final class EstimateModel {
    private final Grid grid;
    private final Tasks tasks;
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper(this, "sentence", "");
    private @Nullable JobSpec spec;
    private boolean asking;
    private boolean outdated;

    EstimateModel(Grid grid, Tasks tasks) {
        this.grid = grid;
        this.tasks = tasks;
    }

    /** Empty while there is no draft or no answer. */
    ReadOnlyStringProperty sentence() {
        return sentence.getReadOnlyProperty();
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
            sentence.set("");
        } else if (asking) {
            outdated = true;
        } else {
            asking = true;
            outdated = false;
            tasks.run("estimate", () -> grid.estimate(drafted), this::answered, failure -> answered(null));
        }
    }

    /** What cannot be estimated is told when it is submitted: this line is only there to help. */
    private void answered(@Nullable Estimate estimate) {
        asking = false;
        if (outdated) {
            gridChanged();
        } else {
            sentence.set(estimate == null || spec == null ? "" : EstimateText.sentence(estimate));
        }
    }
}
