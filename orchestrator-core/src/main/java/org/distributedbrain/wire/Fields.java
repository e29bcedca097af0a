package org.distributedbrain.wire;

import static org.distributedbrain.wire.ErrorCode.BAD_MESSAGE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Strict access to the fields of one JSON object; every refusal names the field, its value and the limit. JSON {@code null} counts as absent. */
record Fields(String type, JsonNode object) {

    long integer(String field, long min, long max) {
        JsonNode value = required(field);
        if (!value.isIntegralNumber()) {
            throw bad(field, value, "it must be a JSON integer from " + min + " to " + limit(max));
        }
        if (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
            throw bad(field, value, "it must be from " + min + " to " + limit(max));
        }
        return value.longValue();
    }

    int smallInteger(String field, int min) {
        return (int) integer(field, min, Integer.MAX_VALUE);
    }

    double number(String field) {
        JsonNode value = required(field);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue()) || value.doubleValue() < 0) {
            throw bad(field, value, "it must be a finite number, 0 or more");
        }
        return value.doubleValue();
    }

    @Nullable Double optionalNumber(String field) {
        return has(field) ? (Double) number(field) : null;
    }

    /** A signed 64-bit number as decimal digits in a string, because JSON numbers are not exact so far up in every language. */
    long decimal(String field) {
        String value = string(field);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw bad(field, required(field), "it must be a string of the digits of a signed 64-bit integer");
        }
    }

    String string(String field) {
        JsonNode value = required(field);
        if (!value.isString()) {
            throw bad(field, value, "it must be a string");
        }
        return value.stringValue();
    }

    @Nullable String optionalString(String field, int maxLength) {
        if (!has(field)) {
            return null;
        }
        String value = string(field);
        if (CleanText.length(value) > maxLength) {
            throw bad(field, "has " + CleanText.length(value) + " characters; at most " + maxLength + " are allowed");
        }
        return value;
    }

    /** Text for people: cleaned, then at most {@code maxLength} characters; empty when absent. */
    String text(String field, int maxLength) {
        if (!has(field)) {
            return "";
        }
        String clean = CleanText.of(string(field));
        if (CleanText.length(clean) > maxLength) {
            throw bad(field, "has " + CleanText.length(clean) + " characters; at most " + maxLength + " are allowed");
        }
        return clean;
    }

    String word(String field, Set<String> allowed) {
        String value = string(field);
        if (!allowed.contains(value)) {
            throw bad(
                    field,
                    required(field),
                    "it must be one of "
                            + String.join(", ", allowed.stream().sorted().toList()));
        }
        return value;
    }

    String matching(String field, Pattern pattern, String rule) {
        String value = string(field);
        if (!pattern.matcher(value).matches()) {
            throw bad(field, required(field), rule);
        }
        return value;
    }

    List<JsonNode> array(String field, int min, int max) {
        JsonNode value = required(field);
        if (!value.isArray()) {
            throw bad(field, value, "it must be an array");
        }
        if (value.size() < min || value.size() > max) {
            throw bad(field, "has " + value.size() + " entries; " + min + " to " + max + " are allowed");
        }
        return new ArrayList<>(value.values());
    }

    Fields object(String field) {
        JsonNode value = required(field);
        if (!value.isObject()) {
            throw bad(field, value, "it must be an object");
        }
        return new Fields(type + "." + field, value);
    }

    boolean has(String field) {
        JsonNode value = object.get(field);
        return value != null && !value.isNull();
    }

    ProtocolException bad(String field, String what) {
        return new ProtocolException(BAD_MESSAGE, "Field '" + field + "' of " + type + " " + what + ".");
    }

    ProtocolException bad(String field, JsonNode value, String rule) {
        return bad(field, "is " + CleanText.shortened(value.toString(), 60) + "; " + rule);
    }

    private JsonNode required(String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            throw bad(field, "is missing");
        }
        return value;
    }

    private static String limit(long max) {
        return max == Protocol.MAX_INTEGER ? "2^53 - 1" : Long.toString(max);
    }
}
