package org.distributedbrain;

import java.net.URI;
import java.util.List;

/**
 * The addresses under which workers can join. Each is a whole join URL with the key in its fragment, so that it reaches no log.
 *
 * @param best the one to show first
 * @param all every address, best first
 * @param loopbackOnly true while only this computer can reach the orchestrator
 */
public record Invitation(URI best, List<URI> all, boolean loopbackOnly) {
    public Invitation {
        all = List.copyOf(all);
    }
}
