package org.distributedbrain.app.palette;

import java.util.Locale;

/** How well a name fits what somebody typed: its letters in order, best at the beginnings of words and one after another. */
final class Matching {
    static final int NONE = -1;
    private static final int WORD = 8;
    private static final int NEXT = 5;
    private static final int ANY = 1;

    private Matching() {}

    /** {@link #NONE} when a letter is missing; otherwise the larger the better. Blanks in {@code typed} do not count. */
    static int score(String typed, String name) {
        String wanted = typed.toLowerCase(Locale.ROOT).replace(" ", "");
        String text = name.toLowerCase(Locale.ROOT);
        int score = 0;
        int at = -1;
        for (int i = 0; i < wanted.length(); i++) {
            int next = place(text, wanted.charAt(i), at);
            if (next < 0) {
                return NONE;
            }
            score += next == at + 1 && at >= 0 ? NEXT : begins(text, next) ? WORD : ANY;
            at = next;
        }
        return score;
    }

    /** The letter right after the last one, else where a word begins with it, else anywhere further on. */
    private static int place(String text, char letter, int after) {
        if (after + 1 < text.length() && text.charAt(after + 1) == letter) {
            return after + 1;
        }
        for (int i = after + 1; i < text.length(); i++) {
            if (text.charAt(i) == letter && begins(text, i)) {
                return i;
            }
        }
        return text.indexOf(letter, after + 1);
    }

    private static boolean begins(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }
}
