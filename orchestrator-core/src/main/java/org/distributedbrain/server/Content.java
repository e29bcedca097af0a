package org.distributedbrain.server;

import org.jspecify.annotations.Nullable;

/** A body as it travels: its media type and, of JSON, the record that it is written from or read like. */
record Content(String mediaType, @Nullable Class<?> document) {
    static final Content BYTES = new Content("application/octet-stream", null);

    static Content json(Class<?> document) {
        return new Content("application/json", document);
    }

    static Content of(String mediaType) {
        return new Content(mediaType, null);
    }
}
