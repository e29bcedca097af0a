package org.distributedbrain.certificate;

import java.io.OutputStream;

/** Compares JSON that is written to it, without white space between its parts, with a text that may have some. Takes no memory of its own. */
final class Spaceless extends OutputStream {
    private final byte[] text;
    private int at;
    private boolean inString;
    private boolean escaped;
    private boolean same = true;

    Spaceless(byte[] text) {
        this.text = text;
    }

    @Override
    public void write(int b) {
        skip();
        same &= at < text.length && text[at] == (byte) b;
        if (same) {
            pass(text[at++]);
        }
    }

    /** Whether the text begins with what was written. */
    boolean isBeginning() {
        return same;
    }

    /** Whether all of the text was written, and nothing else. */
    boolean isSame() {
        skip();
        return same && at == text.length;
    }

    private void skip() {
        while (!inString && at < text.length && isSpace(text[at])) {
            at++;
        }
    }

    private void pass(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '"') {
            inString = !inString;
        } else {
            escaped = inString && b == '\\';
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
