package org.distributedbrain.server;

import org.jspecify.annotations.Nullable;

/**
 * A body as it travels.
 *
 * @param mediaType what it is
 * @param document of JSON, the record that it is written from or read like
 * @param example one that could be sent as it stands; of JSON
 */
record Content(
        String mediaType,
        @Nullable Class<?> document,
        @Nullable String example) {
    static final Content BYTES = of("application/octet-stream");

    static Content of(String mediaType) {
        return new Content(mediaType, null, null);
    }

    static Content json(Class<?> document) {
        return new Content("application/json", document, null);
    }

    Content example(String json) {
        return new Content(mediaType, document, json);
    }
}
