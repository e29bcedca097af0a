package org.distributedbrain.server;

import java.util.Set;
import java.util.TreeSet;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What the body of a request says in JSON, read field by field, so that each mistake gets its own sentence. */
final class RequestBody {
    private static final int LONGEST_TEXT = 200;

    private RequestBody() {}

    /** @param example what it describes, with an example, for the sentence that refuses anything else */
    static JsonNode object(byte[] body, String example) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            // Not the parser's own words: they speak of its options.
            var place = e.getLocation();
            var where = place == null || place.getLineNr() < 1
                    ? ""
                    : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
            throw new BadInput(
                    "The body is not valid JSON" + where
                            + ": send one JSON object in UTF-8, each field once and nothing after it.",
                    e);
        }
        if (!json.isObject()) {
            throw new BadInput("The body must be a JSON object that describes " + example + ".");
        }
        return json;
    }

    static void refuseOthers(JsonNode json, Set<String> known) {
        for (var field : json.propertyNames()) {
            if (!known.contains(field)) {
                throw new BadInput("The field '" + cut(field) + "' is unknown here: use "
                        + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    static @Nullable String text(@Nullable JsonNode node, String field) {
        if (node == null) {
            return null;
        }
        if (!node.isString() || node.asString().isBlank() || node.asString().length() > LONGEST_TEXT) {
            throw new BadInput(
                    field + " must be a text of 1 to " + LONGEST_TEXT + " characters, not " + shown(node) + ".");
        }
        return node.asString().replaceAll("\\p{C}", " ").strip();
    }

    static String shown(JsonNode node) {
        return node.isMissingNode() ? "absent" : cut(node.toString());
    }

    private static String cut(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
