package org.distributedbrain.wire;

/** The other side broke the protocol. The message is one sentence that names the value, the limit and the remedy, and is sent as it is. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String sentence;

    public ProtocolException(ErrorCode code, String sentence) {
        // A peer can cause these at will: no stack trace is collected, nothing is suppressed.
        super(sentence, null, false, false);
        this.code = code;
        this.sentence = sentence;
    }

    public ErrorCode code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }

    public int closeCode() {
        return code.closeCode();
    }
}
