package org.distributedbrain.server.api;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.distributedbrain.Invitation;

/**
 * The join URLs, best first; {@code loopbackOnly} while only this computer can reach them.
 *
 * @param ways the same as {@code all}, each with its kind and what it can do
 * @param door {@code closed}, {@code open} or {@code always}: to the networks of the orchestrator's computer
 * @param joined workers that joined with the present key in this run
 * @param fingerprint SHA-256 of the certificate of https in the network; empty while there is none
 */
public record InvitationDocument(
        URI best, List<URI> all, List<Way> ways, boolean loopbackOnly, String door, int joined, String fingerprint) {

    /**
     * One way in.
     *
     * @param kind {@code tunnel}, {@code public}, {@code lan-https}, {@code lan-http} or {@code loopback}
     * @param sentence who can use it and what for, and what a person sees on the way
     */
    public record Way(String kind, URI url, String sentence) {}

    public static InvitationDocument of(Invitation invitation) {
        return new InvitationDocument(
                invitation.best(),
                invitation.all(),
                invitation.ways().stream()
                        .map(way -> new Way(word(way.kind()), way.url(), way.sentence()))
                        .toList(),
                invitation.loopbackOnly(),
                word(invitation.door()),
                invitation.joined(),
                invitation.fingerprint());
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
