package org.distributedbrain.job;

/** What a requestor asks for. {@code label} is shown to people, for example {@code "A.npy × B.npy"}. */
public record JobSpec(MatmulSource source, String label) {}
