package org.distributedbrain.tunnel;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the person set about the tunnel.
 *
 * @param token of the person's account at ngrok; null where none is set
 * @param allowance bytes a month that may go out through it under the person's plan; 0 for any number
 * @param programs folders in which ngrok's agent may be, those of the PATH
 */
public record TunnelSettings(@Nullable String token, long allowance, List<Path> programs) {
    public TunnelSettings {
        programs = List.copyOf(programs);
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "TunnelSettings[token=" + (token == null ? "none" : "set") + ", allowance=" + allowance + "]";
    }
}
