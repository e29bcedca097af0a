package org.distributedbrain.certificate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.kernel.TileKernel.Place;
import org.jspecify.annotations.Nullable;

/**
 * Of a product C = A·B.
 *
 * @param tiles rectangles that cover C
 */
public record ProductCertificate(
        int version,
        String job,
        String label,
        String kernel,
        int rowsA,
        int colsA,
        int colsB,
        Instant submittedAt,
        @Nullable Instant startedAt,
        Instant finishedAt,
        Verification verification,
        Input a,
        Input b,
        Result c,
        List<Tile> tiles)
        implements Certificate {

    public ProductCertificate {
        Form.job(job);
        Form.texts(label, kernel, submittedAt, finishedAt, verification, a, b, c);
        Form.side(rowsA);
        Form.side(colsA);
        Form.side(colsB);
        Form.require(a.isMade() == b.isMade(), "one factor from a file, the other from a seed");
        tiles = List.copyOf(tiles);
    }

    @Override
    public Result result() {
        return c;
    }

    @Override
    public int rows() {
        return rowsA;
    }

    @Override
    public int cols() {
        return colsB;
    }

    @Override
    public ProductCertificate head() {
        return new ProductCertificate(
                version,
                job,
                label,
                kernel,
                rowsA,
                colsA,
                colsB,
                submittedAt,
                startedAt,
                finishedAt,
                verification,
                a,
                b,
                c,
                List.of());
    }

    @Override
    public List<String> workers() {
        return tiles.stream()
                .flatMap(tile -> tile.parts().stream())
                .map(Part::worker)
                .distinct()
                .toList();
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
            @Nullable Double maxError) {
        public Verification {
            Form.texts(method, generator, new SecretSeed(seed));
        }
    }

    /**
     * A factor: a file, or made from a seed.
     *
     * @param name of the file
     * @param sha256 of the file's bytes
     * @param generator of a matrix that is made from a seed, and {@code seed}, a whole number of 64 bits as text; null for a file
     * @param values null where the file was gone when the certificate was made
     */
    public record Input(
            @Nullable String name,
            @Nullable String sha256,
            @Nullable String generator,
            @Nullable String seed,
            @Nullable String values) {
        public Input {
            if (seed == null) {
                Form.hash(sha256);
                Form.texts(name);
                Form.require(generator == null, "a file has no generator");
            } else {
                Form.texts(generator);
                Form.require(name == null && sha256 == null, "what is made from a seed is no file");
                Form.require(String.valueOf(Long.parseLong(seed)).equals(seed), "no whole number");
            }
            if (values != null) {
                Form.hash(values);
            }
        }

        @JsonIgnore
        boolean isMade() {
            return seed != null;
        }
    }

    /**
     * A rectangle of C.
     *
     * @param values hash of what it holds in the result
     * @param residual the largest residual of its rows, as a part of the bound, over the whole inner side; null where that could not be
     *     computed
     * @param parts where the inner side was split, it is their sum
     */
    public record Tile(Place place, String values, @Nullable Double residual, List<Part> parts) implements TileRecord {
        public Tile {
            Form.place(place);
            Form.hash(values);
            parts = List.copyOf(parts);
            Form.require(!parts.isEmpty(), "nobody computed it");
        }

        /** How far one of its values may be off, where that is known. */
        @Nullable Double bound() {
            return parts.size() > 1 ? null : parts.getFirst().bound();
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
            @Nullable Instant sentAt,
            @Nullable Instant returnedAt,
            @Nullable Instant checkedAt,
            Instant verifiedAt,
            double computeMs,
            @Nullable Double residual,
            int rowsRecomputed,
            @Nullable Double maxError,
            @Nullable Double bound,
            @Nullable Double missProbability) {
        public Part {
            Form.texts(worker, name, verifiedAt);
        }
    }
}
