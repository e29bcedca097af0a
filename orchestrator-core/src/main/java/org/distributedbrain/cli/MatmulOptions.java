package org.distributedbrain.cli;

import java.util.function.Function;
import org.distributedbrain.flow.Receive;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.MatmulSize;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which product: two matrices, or sizes and a seed. Everything that can be wrong with it is said here, before anything is sent. */
final class MatmulOptions {
    @Option(
            names = "--a",
            paramLabel = "FILE|ID",
            description =
                    "The left matrix: a file (.npy, or CSV under any other name), or one that ./brain put has put on the"
                            + " grid, by its id or name.")
    @Nullable String a;

    @Option(names = "--b", paramLabel = "FILE|ID", description = "The right matrix.")
    @Nullable String b;

    @Option(names = "--size", paramLabel = "N", description = "Instead of files: random N×N matrices.")
    @Nullable Integer size;

    @Option(names = "--rows-a", paramLabel = "M", description = "Instead of files: the rows of a random A,")
    @Nullable Integer rowsA;

    @Option(names = "--cols-a", paramLabel = "K", description = "its columns (the rows of B),")
    @Nullable Integer colsA;

    @Option(names = "--cols-b", paramLabel = "N", description = "and the columns of a random B.")
    @Nullable Integer colsB;

    @Option(names = "--seed", paramLabel = "S", description = "What the random matrices are made from. Default: 1.")
    @Nullable Long seed;

    /**
     * @param onTheGrid finds a matrix on the grid, or throws {@link BadInput}
     * @throws BadInput when it is not exactly one product
     */
    Product checked(Function<String, Factor> onTheGrid) {
        var fromFiles = a != null || b != null;
        var fromSizes = size != null || rowsA != null || colsA != null || colsB != null || seed != null;
        if (fromFiles && fromSizes) {
            throw new BadInput(
                    "Files and sizes are both given: use either --a and --b, or --size (or --rows-a, --cols-a, --cols-b).");
        }
        var result = fromFiles ? ofFactors(onTheGrid) : ofSizes();
        Receive.refusal(result.size()).ifPresent(sentence -> {
            throw new BadInput(sentence);
        });
        return result;
    }

    private Product ofFactors(Function<String, Factor> onTheGrid) {
        if (a == null || b == null) {
            throw new BadInput("A product has two factors: " + (a == null ? "--a" : "--b") + " is missing.");
        }
        var left = Factor.isFile(a) ? Factor.local(a) : onTheGrid.apply(a);
        var right = Factor.isFile(b) ? Factor.local(b) : onTheGrid.apply(b);
        if (left.cols() != right.rows()) {
            throw new BadInput(left.name() + " is " + left.rows() + "×" + left.cols() + " and " + right.name() + " is "
                    + right.rows() + "×" + right.cols() + ": the columns of A (" + left.cols()
                    + ") must be as many as the rows of B ("
                    + right.rows() + ").");
        }
        return new Product.OfFactors(left, right);
    }

    private Product ofSizes() {
        return new Product.OfSizes(sizes(), seed == null ? 1 : seed);
    }

    private MatmulSize sizes() {
        if (size != null) {
            if (rowsA != null || colsA != null || colsB != null) {
                throw new BadInput("--size says all three sizes: use it alone, or --rows-a, --cols-a and --cols-b.");
            }
            return new MatmulSize(size, size, size);
        }
        if (rowsA == null && colsA == null && colsB == null) {
            throw new BadInput(
                    "What to multiply is missing: give --a and --b, or --size (or --rows-a, --cols-a, --cols-b).");
        }
        return new MatmulSize(given("--rows-a", rowsA), given("--cols-a", colsA), given("--cols-b", colsB));
    }

    private static int given(String option, @Nullable Integer value) {
        if (value == null) {
            throw new BadInput(
                    option + " is missing: a product of random matrices needs --rows-a, --cols-a and --cols-b.");
        }
        return value;
    }
}
