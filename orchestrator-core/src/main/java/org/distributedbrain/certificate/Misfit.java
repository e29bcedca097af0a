package org.distributedbrain.certificate;

/** Something does not fit a certificate; the message names it in one sentence. */
public final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Misfit(String sentence) {
        super(sentence);
    }
}
