package org.distributedbrain.job;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a job's results are checked before they may enter its result.
 *
 * @param agree how many results of a chunk must be the same; 1 where one is judged by itself
 * @param of how many different workers are asked for each chunk to begin with
 */
public record Verification(Method method, int agree, int of) {

    /** What is done with what workers return. */
    public enum Method {
        /** Freivalds' test in float64 with secret random vectors. */
        FREIVALDS,
        /** Every value is compared with one that this computer makes: as much work as the job itself. */
        CPU,
        /**
         * Another worker computes the same again, or this computer does: always while a worker is new, and less and less often the more of its
         * results in a row were right.
         */
        SPOT,
        /** Several workers compute every chunk, and so many results must be the same. */
        QUORUM,
        /** Nothing: whatever a worker returns is taken. Said wherever the result is shown. */
        NONE
    }

    public static final Verification FREIVALDS = new Verification(Method.FREIVALDS, 1, 1);

    /** Beside Freivalds' test where there is one. */
    public static final Verification CPU = new Verification(Method.CPU, 1, 1);

    public static final Verification SPOT = new Verification(Method.SPOT, 1, 1);
    public static final Verification NONE = new Verification(Method.NONE, 1, 1);

    /** Up to this many multiplications. */
    private static final double FULL_COMPARISON = 512.0 * 512 * 512;

    private static final int MOST_ASKED = 15;
    private static final Pattern QUORUM = Pattern.compile("quorum:(\\d{1,3})/(\\d{1,3})");

    /** {@code agree} of {@code of} workers. @throws BadInput when that decides nothing, or asks for too many */
    public static Verification quorum(int agree, int of) {
        if (agree < 2 || of < agree || of > MOST_ASKED || 2 * agree <= of) {
            throw new BadInput("A quorum of " + agree + " of " + of
                    + " is not possible: more than half must agree, at least 2, and at most " + MOST_ASKED
                    + " are asked; for example quorum:2/3.");
        }
        return new Verification(Method.QUORUM, agree, of);
    }

    /** What a job of this source gets when nothing else is asked for. */
    public static Verification usual(JobSource source) {
        return switch (source) {
            case MatmulSource product -> FREIVALDS;
            case TileSource tiles -> SPOT;
        };
    }

    /**
     * The method in a word, as {@link #word()} gives it.
     *
     * @param option what the word was given for, for example {@code --verify}
     * @throws BadInput when it is none
     */
    public static Verification parse(String option, String word) {
        Matcher quorum = QUORUM.matcher(word);
        if (quorum.matches()) {
            return quorum(Integer.parseInt(quorum.group(1)), Integer.parseInt(quorum.group(2)));
        }
        return switch (word) {
            case "freivalds" -> FREIVALDS;
            case "cpu" -> CPU;
            case "spot" -> SPOT;
            case "none" -> NONE;
            default ->
                throw new BadInput(
                        option + " is '" + word
                                + "': use freivalds, cpu or none for a product; spot, quorum:2/3, cpu or none for other kernels.");
        };
    }

    /** For example {@code freivalds} or {@code quorum:2/3}. */
    public String word() {
        String name = method.name().toLowerCase(Locale.ROOT);
        return method == Method.QUORUM ? name + ":" + agree + "/" + of : name;
    }

    /** @throws BadInput when results of this source cannot be checked that way */
    public void requireFor(JobSource source) {
        boolean possible = switch (method) {
            case CPU, NONE -> true;
            case FREIVALDS -> source instanceof MatmulSource;
            case SPOT, QUORUM -> source instanceof TileSource;
        };
        if (!possible) {
            throw new BadInput(
                    source instanceof MatmulSource
                            ? word() + " compares results bit by bit, and honest devices differ in the last bits of a "
                                    + source.kernel() + ": use freivalds, cpu or none."
                            : word() + " is for products of matrices: use spot, quorum:2/3, cpu or none for "
                                    + source.kernel() + ".");
        }
    }

    /** Whether a result is proven right, or wrong, by itself, whoever gave it. */
    public boolean provesEachResult() {
        return method == Method.FREIVALDS || method == Method.CPU;
    }

    /** Whether every value of a product of this size is also compared with one in float64. */
    public boolean comparesInFull(MatmulSize size) {
        return method == Method.CPU
                || (method == Method.FREIVALDS
                        && (double) size.rowsA() * size.colsA() * size.colsB() <= FULL_COMPARISON);
    }

    /** Whether several workers may be asked for the same chunk, to compare what they give. */
    public boolean comparesWorkers() {
        return method == Method.SPOT || method == Method.QUORUM;
    }
}
