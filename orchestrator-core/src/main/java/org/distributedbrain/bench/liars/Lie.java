package org.distributedbrain.bench.liars;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How a worker departs from the truth. What it is to be credited with it computes rightly first. */
public enum Lie {
    NONE("honest"),
    GARBAGE("random garbage"),
    ZEROS("zeros"),
    ONE_ELEMENT("one element off"),
    ONE_ROW("one row off"),
    SCALED("a scaled result"),
    PREVIOUS("the previous chunk's result"),
    TRANSPOSED("a transposed tile"),
    NAN("NaN sprinkled in"),
    SLEEPER("right for long, then wrong"),
    NOW_AND_THEN("wrong now and then"),
    /** Everybody with it gives the same wrong values for the same chunk. */
    COLLUDER("colludes with another"),
    /** Right on its own work; announces results of tasks it was not given. */
    NOT_ITS_OWN("answers for chunks it was not given"),
    /** Comes with the id of an honest worker and a wrong secret, and gives zeros. */
    IMPOSTOR("sends another's identity");

    /** Of the root mean square of a tile: ten times what is promised to be found. */
    private static final double SMALL = 1e-3;

    private final String words;

    Lie(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** Whether it ever gives a wrong result for a task that it was given. */
    public boolean isOnWork() {
        return this != NONE && this != NOT_ITS_OWN;
    }

    /**
     * What the worker says instead of {@code right}, a tile of a product with {@code cols} columns; the very same array where it tells the truth.
     *
     * @param before its right result before this one, or null
     * @param nth how many results it gave before
     * @param patience after how many results one that waits begins to lie
     */
    float[] instead(float[] right, int cols, float @Nullable [] before, int nth, int patience, RandomGenerator random) {
        float[] wrong = right.clone();
        switch (this) {
            case NONE, NOT_ITS_OWN -> {
                return right;
            }
            case GARBAGE -> fill(wrong, random);
            case ZEROS, IMPOSTOR -> Arrays.fill(wrong, 0);
            case ONE_ELEMENT -> wrong[random.nextInt(wrong.length)] += (float) (SMALL * rms(right));
            case ONE_ROW -> {
                int first = cols * random.nextInt(wrong.length / cols);
                for (int i = first; i < first + cols; i++) {
                    wrong[i] += (float) (SMALL * rms(right));
                }
            }
            case COLLUDER -> wrong[0] += 1;
            case SCALED -> {
                for (int i = 0; i < wrong.length; i++) {
                    wrong[i] *= 1.001f;
                }
            }
            case PREVIOUS -> {
                return before == null || before.length != right.length ? right : before;
            }
            case TRANSPOSED -> {
                int rows = right.length / cols;
                for (int i = 0; i < right.length; i++) {
                    wrong[i % cols * rows + i / cols] = right[i];
                }
            }
            case NAN -> {
                for (int i = random.nextInt(Math.min(50, wrong.length)); i < wrong.length; i += 50) {
                    wrong[i] = Float.NaN;
                }
            }
            case SLEEPER -> {
                return nth < patience ? right : ZEROS.instead(right, cols, before, nth, patience, random);
            }
            case NOW_AND_THEN -> {
                boolean now = nth % Math.max(2, patience / 10) == 1;
                return now ? ONE_ELEMENT.instead(right, cols, before, nth, patience, random) : right;
            }
        }
        return wrong;
    }

    private static void fill(float[] values, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(-100, 100);
        }
    }

    private static double rms(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.max(Math.sqrt(sum / values.length), 1e-30);
    }
}
