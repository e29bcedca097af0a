package org.distributedbrain.job;

import java.time.Instant;

/** How a file was when it was read: another stamp later means another content. */
public record FileStamp(long bytes, Instant modifiedAt) {}
