package org.distributedbrain.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Python literals as they stand in {@code .npy} headers: dicts with string keys, tuples, lists, strings, whole numbers, {@code True},
 * {@code False} and {@code None}. Nothing is evaluated.
 */
sealed interface PythonLiteral {
    record Dict(Map<String, PythonLiteral> entries) implements PythonLiteral {}

    record Sequence(List<PythonLiteral> items, boolean tuple) implements PythonLiteral {}

    record Text(String value) implements PythonLiteral {}

    record Whole(long value) implements PythonLiteral {}

    record Flag(boolean value) implements PythonLiteral {}

    record None() implements PythonLiteral {}

    /** @throws Malformed when {@code text} is not exactly one such literal, blanks around it aside */
    static PythonLiteral parse(String text) throws Malformed {
        Parser parser = new Parser(text);
        PythonLiteral literal = parser.literal(0);
        parser.skipBlanks();
        if (parser.at < text.length()) {
            throw parser.expected("nothing more");
        }
        return literal;
    }

    /** The text is not a literal; the message says what was expected where. */
    final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** One pass over the text, from left to right. */
    final class Parser {
        private static final int MAX_DEPTH = 16;
        private static final int MAX_DIGITS = 18;

        private final String text;
        private int at;

        private Parser(String text) {
            this.text = text;
        }

        private PythonLiteral literal(int depth) throws Malformed {
            if (depth > MAX_DEPTH) {
                throw expected("at most " + MAX_DEPTH + " levels");
            }
            return switch (peek()) {
                case '{' -> dict(depth);
                case '(' -> sequence(')', depth);
                case '[' -> sequence(']', depth);
                case '\'', '"' -> new Text(string());
                case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> new Whole(whole());
                case 'T' -> word("True", new Flag(true));
                case 'F' -> word("False", new Flag(false));
                case 'N' -> word("None", new None());
                default -> throw expected("a value");
            };
        }

        private Dict dict(int depth) throws Malformed {
            Map<String, PythonLiteral> entries = new LinkedHashMap<>();
            at++;
            while (peek() != '}') {
                if (peek() != '\'' && peek() != '"') {
                    throw expected("a key in quotes");
                }
                String key = string();
                take(':');
                if (entries.put(key, literal(depth + 1)) != null) {
                    throw expected("each key once");
                }
                endOfItem('}');
            }
            at++;
            return new Dict(entries);
        }

        private Sequence sequence(char end, int depth) throws Malformed {
            List<PythonLiteral> items = new ArrayList<>();
            at++;
            boolean comma = false;
            while (peek() != end) {
                items.add(literal(depth + 1));
                comma = endOfItem(end);
            }
            at++;
            if (end == ')' && items.size() == 1 && !comma) {
                throw expected("a comma in a tuple of one");
            }
            return new Sequence(items, end == ')');
        }

        private boolean endOfItem(char end) throws Malformed {
            if (peek() == ',') {
                at++;
                return true;
            }
            if (peek() != end) {
                throw expected("',' or '" + end + "'");
            }
            return false;
        }

        private String string() throws Malformed {
            char quote = text.charAt(at++);
            StringBuilder value = new StringBuilder();
            while (at < text.length() && text.charAt(at) != quote) {
                char c = text.charAt(at++);
                if (c == '\\' && at < text.length()) {
                    c = text.charAt(at++);
                }
                value.append(c);
            }
            take(quote);
            return value.toString();
        }

        /** Python 2 wrote long numbers as {@code 3L}. */
        private long whole() throws Malformed {
            int start = at;
            if (text.charAt(at) == '-') {
                at++;
            }
            int digits = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            if (at == digits || at - digits > MAX_DIGITS) {
                throw expected("a whole number of 1 to " + MAX_DIGITS + " digits");
            }
            long value = Long.parseLong(text, start, at, 10);
            if (at < text.length() && text.charAt(at) == 'L') {
                at++;
            }
            return value;
        }

        private PythonLiteral word(String word, PythonLiteral literal) throws Malformed {
            if (!text.startsWith(word, at)) {
                throw expected(word);
            }
            at += word.length();
            return literal;
        }

        private void take(char c) throws Malformed {
            if (peek() != c) {
                throw expected("'" + c + "'");
            }
            at++;
        }

        /** The next character that is no blank, or 0 at the end. */
        private char peek() {
            skipBlanks();
            return at < text.length() ? text.charAt(at) : 0;
        }

        private void skipBlanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private Malformed expected(String what) {
            return new Malformed(what + " expected at character " + (at + 1));
        }
    }
}
