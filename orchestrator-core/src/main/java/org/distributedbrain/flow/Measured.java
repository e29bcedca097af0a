package org.distributedbrain.flow;

import org.jspecify.annotations.Nullable;

/** What was measured of this computer and of jobs as a whole; what was measured of a worker is with the worker. Soft state. */
final class Measured {
    final Links links = new Links();
    final Closing closing = new Closing();
    final Experience experience = new Experience();

    /** Operations a second of this computer's whole processor, or null while it was not measured. */
    @Nullable Double operationsPerSecond;
}
