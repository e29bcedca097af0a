package org.distributedbrain.bench.liars;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Lies about whole numbers, where results are right bit for bit or wrong. */
final class TileLies {
    private TileLies() {}

    /** As {@link Lie#instead} for a tile of a kernel without operands. */
    static int[] instead(
            Lie lie, int[] right, int cols, int @Nullable [] before, int nth, int patience, RandomGenerator random) {
        int[] wrong = right.clone();
        switch (lie) {
            case NONE, NOT_ITS_OWN -> {
                return right;
            }
            case GARBAGE, NAN -> Arrays.setAll(wrong, i -> random.nextInt());
            case ZEROS, IMPOSTOR -> Arrays.fill(wrong, 0);
            case ONE_ELEMENT -> wrong[random.nextInt(wrong.length)]++;
            case ONE_ROW -> {
                int first = cols * random.nextInt(wrong.length / cols);
                for (int i = first; i < first + cols; i++) {
                    wrong[i]++;
                }
            }
            case SCALED -> Arrays.setAll(wrong, i -> 2 * right[i]);
            case COLLUDER -> Arrays.setAll(wrong, i -> right[i] + 1);
            case PREVIOUS -> {
                return before == null || before.length != right.length ? right : before;
            }
            case TRANSPOSED -> {
                int rows = right.length / cols;
                for (int i = 0; i < right.length; i++) {
                    wrong[i % cols * rows + i / cols] = right[i];
                }
            }
            case SLEEPER -> {
                return nth < patience ? right : instead(Lie.ZEROS, right, cols, before, nth, patience, random);
            }
            case NOW_AND_THEN -> {
                boolean now = nth % Math.max(2, patience / 10) == 1;
                return now ? instead(Lie.ONE_ELEMENT, right, cols, before, nth, patience, random) : right;
            }
        }
        return wrong;
    }
}
