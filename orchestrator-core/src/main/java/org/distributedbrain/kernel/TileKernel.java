package org.distributedbrain.kernel;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.TileSource;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be computed tile by tile without operands: every value of the result depends on its place and the job's parameters alone,
 * and is bit for bit the same wherever it is computed. All calls are safe from any thread.
 */
public interface TileKernel {

    /** On the wire, on the command line and in requests: 1 to 40 characters {@code a-z 0-9 -}. */
    String name();

    /** What it computes, in a line. */
    String description();

    /**
     * What a person may say of a job.
     *
     * @param placeholder what stands for the value in a usage line
     * @param fallback the value where none is given, or null where one must be
     */
    record Parameter(
            String name,
            String placeholder,
            String description,
            @Nullable String fallback) {}

    List<Parameter> parameters();

    /** A job as it is submitted. */
    record Plan(TileSource source, String label) {}

    /**
     * What a person asks for.
     *
     * @param given a text for each of {@link #parameters()} that has no fallback, and for others as wanted
     * @throws BadInput when a text is not understood or out of range
     */
    Plan plan(Map<String, String> given);

    /**
     * What a person would give for a job that was: {@link #plan} makes the same of it again. The console fills its form with it.
     *
     * @return empty when the source could not have come from there, or the kernel does not know; the job can then be repeated, but not changed
     */
    default Optional<Map<String, String>> given(TileSource source) {
        return Optional.empty();
    }

    /** A rectangle of the result. */
    record Place(int firstRow, int rows, int firstCol, int cols) {}

    /**
     * Computes a tile here.
     *
     * @param result {@code 4·rows·cols} bytes, unsigned, row-major, little-endian
     * @param cancelled asked now and then; when it says yes the rest may be left out
     */
    void compute(TileSource source, Place place, MemorySegment result, BooleanSupplier cancelled);

    /**
     * The value that a picture of the result shows in black, because it says that nothing was found; empty where every value has a colour.
     *
     * @param parameters as on the wire
     */
    default OptionalInt inside(Map<String, String> parameters) {
        return OptionalInt.empty();
    }

    /** How many operations a right tile took: what a worker is credited with. */
    double operations(TileSource source, Place place, MemorySegment result);
}
