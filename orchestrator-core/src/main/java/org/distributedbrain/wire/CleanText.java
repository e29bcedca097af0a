package org.distributedbrain.wire;

/** Text from outside made safe to show: nothing in it can break a line, hide, or turn the direction of what is around it. */
public final class CleanText {
    private CleanText() {}

    /** Removes control, invisible and direction characters and lone surrogates, turns runs of white space into one blank, and trims. */
    public static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
                    clean.append(' ');
                }
            } else if (!isHarmful(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString().strip();
    }

    /** {@link #of} and cut to {@code limit} characters (code points), the last one an ellipsis when something was cut. */
    public static String shortened(String text, int limit) {
        // What lies far beyond the limit need not be looked at.
        String clean = of(text.length() > 4 * limit ? text.substring(0, 4 * limit) : text);
        if (length(clean) <= limit) {
            return clean;
        }
        return clean.substring(0, clean.offsetByCodePoints(0, limit - 1)) + "…";
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            // Format characters hide or turn text; the two joiners are part of emoji and of several scripts.
            case Character.FORMAT -> c != 0x200C && c != 0x200D;
            default -> false;
        };
    }
}
