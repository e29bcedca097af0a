package org.distributedbrain.job;

/**
 * What a person gave cannot be used. The message is one sentence that names the value, the limit and what to do; it is shown as it is,
 * with exit status 2 on the command line and status 400 over HTTP.
 */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInput(String message) {
        super(message);
    }

    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
