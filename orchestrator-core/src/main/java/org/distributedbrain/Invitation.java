package org.distributedbrain;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The ways in for workers. Each is a whole join URL with the key in its fragment, so that it reaches no log.
 *
 * @param ways best first; never empty
 * @param loopbackOnly true while only this computer can reach the orchestrator
 * @param door whether devices in this computer's networks can reach it
 * @param joined how many workers joined in this run with the key as it is now
 * @param fingerprint SHA-256 of the certificate that https in the network shows, as browsers write it; empty while there is none
 */
public record Invitation(List<Way> ways, boolean loopbackOnly, Door door, int joined, String fingerprint) {
    /** The door to this computer's networks. */
    public enum Door {
        CLOSED,
        /** Opened while the orchestrator runs; it can be closed. */
        OPEN,
        /** The orchestrator was started so, and it stays open. */
        ALWAYS
    }

    /** How a way in leads to the orchestrator. */
    public enum Kind {
        /** From anywhere, through the tunnel that the orchestrator opened. */
        TUNNEL,
        /** By the address that the operator made known. */
        PUBLIC,
        /** From the same network, with a certificate of our own. */
        LAN_HTTPS,
        /** From the same network, in the clear. */
        LAN_HTTP,
        /** From this computer. */
        LOOPBACK
    }

    /**
     * One address.
     *
     * @param url with the key
     * @param sentence who can use it and what for, and what a person sees on the way
     */
    public record Way(Kind kind, URI url, String sentence) {}

    public Invitation {
        ways = List.copyOf(ways);
    }

    /** The address to show first. */
    public URI best() {
        return ways.getFirst().url();
    }

    /** Every address, best first. */
    public List<URI> all() {
        return ways.stream().map(Way::url).toList();
    }

    /** The first way of a kind. */
    public Optional<Way> way(Kind kind) {
        return ways.stream().filter(way -> way.kind() == kind).findFirst();
    }
}
