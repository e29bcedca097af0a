package org.distributedbrain.flow;

import java.time.Instant;
import org.distributedbrain.job.FaultId;

/**
 * A fault whose chunk waits to be handed out again.
 *
 * @param before what was done first, as the beginning of a sentence, or nothing
 * @param after what else was done, as its end, or nothing
 */
record OpenFault(FaultId id, Instant at, String before, String after) {

    String action(String whatOfTheChunk) {
        return before + whatOfTheChunk + after;
    }
}
