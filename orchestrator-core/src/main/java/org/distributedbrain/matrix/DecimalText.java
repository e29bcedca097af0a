package org.distributedbrain.matrix;

/**
 * Numbers as people and programs write them in CSV: {@code -1.5e-3}, {@code .5}, {@code +7}, {@code nan}, {@code -inf}, {@code Infinity};
 * blanks around them are allowed. Hexadecimal, thousands separators and Java's {@code 1f} are not numbers.
 */
final class DecimalText {
    private DecimalText() {}

    /** Whether the text is a number at all. */
    static boolean isNumber(String text) {
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        return isDecimal(text, start) || isSpecial(text, start);
    }

    /** The nearest float32 of a number; beyond ±3.4e38 infinite. */
    static float value(String number) {
        int start = number.charAt(0) == '-' || number.charAt(0) == '+' ? 1 : 0;
        if (!isSpecial(number, start)) {
            return Float.parseFloat(number);
        }
        if (number.regionMatches(true, start, "n", 0, 1)) {
            return Float.NaN;
        }
        return number.charAt(0) == '-' ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
    }

    static boolean isSpecial(String text, int start) {
        return matches(text, start, "nan") || matches(text, start, "inf") || matches(text, start, "infinity");
    }

    private static boolean matches(String text, int start, String word) {
        return text.length() == start + word.length() && text.regionMatches(true, start, word, 0, word.length());
    }

    private static boolean isDecimal(String text, int start) {
        int at = digits(text, start);
        int count = at - start;
        if (at < text.length() && text.charAt(at) == '.') {
            int end = digits(text, at + 1);
            count += end - at - 1;
            at = end;
        }
        if (count == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            int end = digits(text, at);
            return end > at && end == text.length();
        }
        return at == text.length();
    }

    private static int digits(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
