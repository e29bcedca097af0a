package org.distributedbrain.server.api;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.distributedbrain.Invitation;

/**
 * The join URLs, best first; {@code loopbackOnly} while only this computer can reach them.
 *
 * @param door {@code closed}, {@code open} or {@code always}: to the networks of the orchestrator's computer
 * @param joined workers that joined with the present key in this run
 */
public record InvitationDocument(URI best, List<URI> all, boolean loopbackOnly, String door, int joined) {
    public static InvitationDocument of(Invitation invitation) {
        return new InvitationDocument(
                invitation.best(),
                invitation.all(),
                invitation.loopbackOnly(),
                invitation.door().name().toLowerCase(Locale.ROOT),
                invitation.joined());
    }
}
