package org.distributedbrain.server.api;

import org.jspecify.annotations.Nullable;

/**
 * An uploaded file that is to be a matrix on the grid.
 *
 * @param blob the SHA-256 of the file
 * @param name what to call the matrix; without it the name of the file
 */
public record PutOperandDocument(String blob, @Nullable String name) {}
