package org.distributedbrain.matrix;

/**
 * What a file says of its matrix, before it is read.
 *
 * @param dtype NumPy's name of the element type, for example {@code "float64"}; {@code "text"} for CSV
 * @param fortranOrder whether the file holds columns one after another
 */
public record MatrixInfo(int rows, int cols, String dtype, boolean fortranOrder) {}
