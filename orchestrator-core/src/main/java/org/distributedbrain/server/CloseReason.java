package org.distributedbrain.server;

import java.nio.charset.StandardCharsets;
import org.distributedbrain.wire.CleanText;

/** What fits into a close frame, which holds 123 bytes of reason. */
final class CloseReason {
    private CloseReason() {}

    static String of(String sentence) {
        String reason = CleanText.shortened(sentence, 120);
        while (reason.getBytes(StandardCharsets.UTF_8).length > 120) {
            reason = CleanText.shortened(reason, reason.length() - 8);
        }
        return reason;
    }
}
