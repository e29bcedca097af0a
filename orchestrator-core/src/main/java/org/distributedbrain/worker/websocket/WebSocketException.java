package org.distributedbrain.worker.websocket;

import java.io.IOException;

/** The other side does not keep to RFC 6455, or refused the upgrade; the message is a sentence that says how. */
public final class WebSocketException extends IOException {
    private static final long serialVersionUID = 1L;

    public WebSocketException(String message) {
        super(message);
    }
}
