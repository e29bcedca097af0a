package org.distributedbrain.tunnel;

import java.util.List;
import java.util.function.Supplier;

/**
 * How an orchestrator has its tunnel.
 *
 * @param atStart whether it is wanted from the start on
 * @param settings asked whenever it is started, because they may change while the orchestrator runs; may throw
 *     {@link org.distributedbrain.job.BadInput}
 */
public record TunnelOptions(boolean atStart, Supplier<TunnelSettings> settings) {
    /** Off, and without a token. */
    public static final TunnelOptions NONE = new TunnelOptions(false, () -> new TunnelSettings(null, 0, List.of()));
}
