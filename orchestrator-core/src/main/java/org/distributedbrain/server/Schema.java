package org.distributedbrain.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.distributedbrain.server.api.Words;

/** What a value may be, in the keywords of JSON Schema 2020-12 that OpenAPI 3.1 uses. */
record Schema(Map<String, Object> keywords) {

    static Schema text() {
        return new Schema(Map.of("type", "string"));
    }

    static Schema text(int longest) {
        return text().with("maxLength", longest);
    }

    static Schema matching(String pattern) {
        return text().with("pattern", pattern);
    }

    static Schema whole(long least, long most) {
        return new Schema(Map.of("type", "integer")).with("minimum", least).with("maximum", most);
    }

    static Schema uuid() {
        return text().with("format", "uuid");
    }

    static <E extends Enum<E>> Schema word(Class<E> constants) {
        List<String> words =
                Stream.of(constants.getEnumConstants()).map(Words::of).toList();
        return text().with("enum", words);
    }

    Schema standard(Object value) {
        return with("default", value);
    }

    Schema with(String keyword, Object value) {
        var more = new LinkedHashMap<>(keywords);
        more.put(keyword, value);
        return new Schema(more);
    }
}
