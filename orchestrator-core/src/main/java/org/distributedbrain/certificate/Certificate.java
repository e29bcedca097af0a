package org.distributedbrain.certificate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is certified of one product: what went in, what came out, who computed which part of it, and what verification gave. Hashes are SHA-256 in
 * lower-case hexadecimal; {@code values} are hashes of a matrix as float32, little-endian, row by row. Times are ISO 8601 in UTC.
 *
 * @param version of this form
 * @param startedAt when the first chunk was handed out
 * @param tiles rectangles that cover C
 */
public record Certificate(
        int version,
        String job,
        String label,
        String kernel,
        int rowsA,
        int colsA,
        int colsB,
        String submittedAt,
        @Nullable String startedAt,
        String finishedAt,
        Verification verification,
        Input a,
        Input b,
        Output c,
        List<Tile> tiles) {

    /** The version that this program writes and reads. */
    static final int VERSION = 1;

    public Certificate {
        tiles = List.copyOf(tiles);
    }

    /**
     * How it was verified.
     *
     * @param method {@code freivalds}, or {@code cpu} when every value was compared as well
     * @param generator how the vectors come from the seed: {@link org.distributedbrain.kernel.matmul.SecretVectors}
     * @param seed hexadecimal; it was secret until the job was done
     * @param worstResidual the largest residual of a row as a part of its bound
     * @param bound how far one value may be off, as a part of the root mean square of its tile; null when that is not known
     * @param missProbability how likely a tile passed with a value off by more, or with a wrong row; null likewise
     * @param maxError the largest difference to a float64 product, where everything was compared
     */
    public record Verification(
            String method,
            int vectors,
            String generator,
            String seed,
            double worstResidual,
            @Nullable Double bound,
            @Nullable Double missProbability,
            int rowsRecomputed,
            @Nullable Double maxError) {}

    /**
     * A factor: a file, or made from a seed.
     *
     * @param name of the file
     * @param sha256 of the file's bytes
     * @param generator of a matrix that is made from a seed, and {@code seed}; null for a file
     * @param values null where the file was gone when the certificate was made
     */
    public record Input(
            @Nullable String name,
            @Nullable String sha256,
            @Nullable String generator,
            @Nullable String seed,
            @Nullable String values) {}

    /** The {@code .npy} file of the result. {@code bytes} is its length. */
    public record Output(String sha256, long bytes, String values) {}

    /**
     * A rectangle of C.
     *
     * @param values hash of what it holds in the result
     * @param residual the largest residual of its rows, as a part of the bound, over the whole inner side; null where that could not be
     *     computed
     * @param parts where the inner side was split, it is their sum
     */
    public record Tile(
            int firstRow,
            int rows,
            int firstCol,
            int cols,
            String values,
            @Nullable Double residual,
            List<Part> parts) {
        public Tile {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What one worker gave.
     *
     * @param worker its id, {@code name} what it is called
     * @param sentAt when it was handed out; null, like the next two, where that is not kept any more
     * @param computeMs by the worker's own clock
     * @param residual as it was found then, of this part's own inner range
     * @param rowsRecomputed rows that the orchestrator computed again, in whole or in part
     */
    public record Part(
            int part,
            String worker,
            String name,
            @Nullable String sentAt,
            @Nullable String returnedAt,
            @Nullable String checkedAt,
            String verifiedAt,
            double computeMs,
            @Nullable Double residual,
            int rowsRecomputed,
            @Nullable Double maxError,
            @Nullable Double bound,
            @Nullable Double missProbability) {}
}
