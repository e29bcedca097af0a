package org.distributedbrain.server;

/** A refusal with its HTTP status; the message is the sentence that the requestor sees. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Problem(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    int status() {
        return status;
    }
}
