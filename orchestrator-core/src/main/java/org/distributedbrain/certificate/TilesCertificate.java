package org.distributedbrain.certificate;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.distributedbrain.kernel.TileKernel.Place;
import org.jspecify.annotations.Nullable;

/**
 * Of a job of a kernel without operands: whole numbers that anybody can compute again.
 *
 * @param parameters what the kernel needs to know, as on the wire
 * @param verification {@code spot}, {@code quorum:k/n}, {@code cpu} or {@code none}
 * @param tiles rectangles that cover the result
 */
public record TilesCertificate(
        int version,
        String job,
        String label,
        String kernel,
        int rows,
        int cols,
        SortedMap<String, String> parameters,
        Instant submittedAt,
        @Nullable Instant startedAt,
        Instant finishedAt,
        String verification,
        Result result,
        List<Tile> tiles)
        implements Certificate {

    public TilesCertificate {
        Form.job(job);
        Form.texts(label, kernel, parameters, submittedAt, finishedAt, verification, result);
        Form.side(rows);
        Form.side(cols);
        Form.texts(parameters.values().toArray());
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        tiles = List.copyOf(tiles);
    }

    @Override
    public TilesCertificate head() {
        return new TilesCertificate(
                version,
                job,
                label,
                kernel,
                rows,
                cols,
                parameters,
                submittedAt,
                startedAt,
                finishedAt,
                verification,
                result,
                List.of());
    }

    @Override
    public List<String> workers() {
        return tiles.stream()
                .flatMap(tile -> tile.workers().stream())
                .map(Worker::worker)
                .distinct()
                .toList();
    }

    /**
     * A rectangle of the result.
     *
     * @param values hash of what it holds
     * @param agreed how many computed the same, the orchestrator among them where it did; 1: one worker, whose record vouches for it; 0: it was
     *     not compared with what others gave
     * @param workers who gave it, all who agreed, the one whose values were kept first; of very long jobs only that one
     */
    public record Tile(Place place, String values, int agreed, Instant verifiedAt, List<Worker> workers)
            implements TileRecord {
        public Tile {
            Form.place(place);
            Form.hash(values);
            Form.texts(verifiedAt);
            workers = List.copyOf(workers);
            Form.require(!workers.isEmpty(), "nobody computed it");
        }
    }

    /**
     * One that computed a tile.
     *
     * @param worker its id, {@code name} what it is called
     * @param sentAt when it was handed out; null, like the next two, where that is not kept any more
     * @param computeMs by the worker's own clock
     */
    public record Worker(
            String worker,
            String name,
            @Nullable Instant sentAt,
            @Nullable Instant returnedAt,
            @Nullable Instant checkedAt,
            double computeMs) {
        public Worker {
            Form.texts(worker, name);
        }
    }
}
