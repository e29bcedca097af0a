package org.distributedbrain.matrix;

/** A piece of someone's file inside a message: short, in quotes, and without control characters. */
public final class Excerpt {
    private static final int LENGTH = 24;

    private Excerpt() {}

    public static String of(CharSequence text) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), LENGTH); i++) {
            char c = text.charAt(i);
            boolean plain = !Character.isISOControl(c) && Character.isDefined(c) && !Character.isSurrogate(c);
            shown.append(plain ? c : '?');
        }
        return shown.append(text.length() > LENGTH ? "…'" : "'").toString();
    }
}
