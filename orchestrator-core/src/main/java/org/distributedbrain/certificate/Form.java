package org.distributedbrain.certificate;

import java.util.Objects;
import java.util.regex.Pattern;
import org.distributedbrain.job.JobId;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.matrix.MatrixLimits;
import org.jspecify.annotations.Nullable;

/** What every certificate must keep to, whoever wrote it. All of it throws {@link IllegalArgumentException} or {@link NullPointerException}. */
final class Form {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private Form() {}

    static void hash(@Nullable String hex) {
        require(hex != null && HASH.matcher(hex).matches(), "not 64 digits from 0 to f");
    }

    static void job(String id) {
        Objects.requireNonNull(new JobId(id).value());
    }

    static void side(int length) {
        require(length >= 1 && length <= MatrixLimits.MAX_DIMENSION, "no size of a matrix");
    }

    static void texts(@Nullable Object... texts) {
        for (Object text : texts) {
            Objects.requireNonNull(text, "a field is missing");
        }
    }

    static void place(@Nullable Place place) {
        require(
                place != null
                        && place.firstRow() >= 0
                        && place.firstCol() >= 0
                        && place.rows() >= 1
                        && place.cols() >= 1,
                "no place of a tile");
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
