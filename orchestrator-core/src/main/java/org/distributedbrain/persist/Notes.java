package org.distributedbrain.persist;

import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A job's notes as the JSON array that the database holds. */
final class Notes {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> SENTENCES = new TypeReference<>() {};

    private Notes() {}

    static String toJson(List<String> notes) {
        return JSON.writeValueAsString(notes);
    }

    static List<String> fromJson(String json) {
        return List.copyOf(JSON.readValue(json, SENTENCES));
    }
}
