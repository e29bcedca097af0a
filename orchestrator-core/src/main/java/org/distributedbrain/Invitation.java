package org.distributedbrain;

import java.net.URI;
import java.util.List;

/**
 * The addresses under which workers can join. Each is a whole join URL with the key in its fragment, so that it reaches no log.
 *
 * @param best the one to show first
 * @param all every address, best first
 * @param loopbackOnly true while only this computer can reach the orchestrator
 * @param door whether devices in this computer's networks can reach it
 * @param joined how many workers joined in this run with the key as it is now
 */
public record Invitation(URI best, List<URI> all, boolean loopbackOnly, Door door, int joined) {
    /** The door to this computer's networks. */
    public enum Door {
        CLOSED,
        /** Opened while the orchestrator runs; it can be closed. */
        OPEN,
        /** The orchestrator was started so, and it stays open. */
        ALWAYS
    }

    /** Who can use an address, and what for. */
    public enum Reach {
        /** Wherever the name is known; browsers use the GPU. */
        SECURE,
        /** Devices in the same network; browsers use the processor only, because there is no https. */
        NETWORK,
        /** This computer alone; browsers use the GPU. */
        THIS_COMPUTER;

        public static Reach of(URI address) {
            String host = String.valueOf(address.getHost());
            if (host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.")) {
                return THIS_COMPUTER;
            }
            return "https".equals(address.getScheme()) ? SECURE : NETWORK;
        }
    }

    public Invitation {
        all = List.copyOf(all);
    }
}
