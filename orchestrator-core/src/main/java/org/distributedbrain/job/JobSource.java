package org.distributedbrain.job;

/** What a job's result is made of. */
public sealed interface JobSource permits MatmulSource, TileSource {

    /** The kernel's name, as on the wire. */
    String kernel();
}
