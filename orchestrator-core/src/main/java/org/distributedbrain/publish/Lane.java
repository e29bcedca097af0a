package org.distributedbrain.publish;

import java.util.List;
import org.distributedbrain.job.WorkerId;

/** One worker's row of the task stream: spans in the order of time that do not overlap; where there is none the worker was not there. */
public record Lane(WorkerId worker, String name, List<Span> spans) {

    /** How long everything was true over all its spans. */
    public Busy total() {
        return spans.stream().map(Span::busy).reduce(Busy.NONE, Busy::plus);
    }
}
