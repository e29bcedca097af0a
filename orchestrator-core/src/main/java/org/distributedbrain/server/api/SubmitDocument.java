package org.distributedbrain.server.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is asked for: the product of two given matrices ({@code a} and {@code b}), of two random ones (the three sizes and {@code seed}), or
 * a job of a kernel without operands ({@code parameters}).
 *
 * @param kernel {@code matmul}, or a kernel without operands
 * @param a the left matrix
 * @param b the right matrix
 * @param rowsA of the left random matrix
 * @param colsA of the left random matrix and rows of the right one
 * @param colsB of the right random matrix
 * @param seed what random matrices are made from; 0 without it
 * @param parameters of a kernel without operands, as texts
 * @param label what people call the job
 * @param partition {@code rows}, {@code tiles} or {@code auto}
 * @param priority {@code low}, {@code normal} or {@code high}
 * @param verify {@code freivalds}, {@code spot}, {@code quorum:k/n}, {@code cpu} or {@code none}
 */
public record SubmitDocument(
        String kernel,
        @Nullable Factor a,
        @Nullable Factor b,
        @Nullable Integer rowsA,
        @Nullable Integer colsA,
        @Nullable Integer colsB,
        @Nullable Long seed,
        @Nullable Map<String, String> parameters,
        @Nullable String label,
        @Nullable String partition,
        @Nullable String priority,
        @Nullable String verify) {

    /**
     * Where a given matrix is: an uploaded file, or a matrix on the grid.
     *
     * @param blob the SHA-256 of an uploaded file
     * @param name what its owner calls the file
     * @param operand the id or name of a matrix on the grid
     */
    public record Factor(
            @Nullable String blob,
            @Nullable String name,
            @Nullable String operand) {}
}
