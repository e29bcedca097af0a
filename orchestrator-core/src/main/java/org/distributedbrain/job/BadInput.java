package org.distributedbrain.job;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a person gave cannot be used. The message is one sentence that names the value, the limit and what to do; it is shown as it is,
 * with exit status 2 on the command line and status 400 over HTTP.
 */
public sealed class BadInput extends RuntimeException permits DiskFull {
    private static final long serialVersionUID = 1L;

    public BadInput(String message) {
        super(message);
    }

    public BadInput(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The same with other words, for a person who knows things by other names. */
    public BadInput reworded(UnaryOperator<String> words) {
        return new BadInput(words.apply(String.valueOf(getMessage())), this);
    }
}
