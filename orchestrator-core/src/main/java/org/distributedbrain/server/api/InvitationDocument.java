package org.distributedbrain.server.api;

import java.net.URI;
import java.util.List;
import org.distributedbrain.Invitation;

/** The join URLs, best first; {@code loopbackOnly} while only this computer can reach them. */
public record InvitationDocument(URI best, List<URI> all, boolean loopbackOnly) {
    public static InvitationDocument of(Invitation invitation) {
        return new InvitationDocument(invitation.best(), invitation.all(), invitation.loopbackOnly());
    }
}
