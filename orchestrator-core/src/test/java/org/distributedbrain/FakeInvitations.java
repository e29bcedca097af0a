package org.distributedbrain;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.distributedbrain.Invitation.Door;
import org.distributedbrain.job.BadInput;
import org.jspecify.annotations.Nullable;

/** Ways into a grid that nobody can take. */
public final class FakeInvitations {
    private String publicUrl = "";
    private Door door = Door.CLOSED;
    private String key = "key";
    private int joined = 2;
    /** Why the door stays as it is, if it does. */
    public @Nullable String refusal;

    /** A tunnel leads here. */
    public void madeKnownAs(String url) {
        publicUrl = url;
    }

    Invitation now() {
        List<URI> all = Stream.of(
                        publicUrl, door == Door.OPEN ? "http://192.168.1.20:3000" : "", "http://127.0.0.1:3000")
                .filter(base -> !base.isEmpty())
                .map(base -> URI.create(base + "/join#" + key))
                .toList();
        return new Invitation(all.getFirst(), all, all.size() == 1, door, joined);
    }

    Invitation open(boolean open) {
        if (refusal != null) {
            throw new BadInput(refusal);
        }
        door = open ? Door.OPEN : Door.CLOSED;
        return now();
    }

    Invitation renew() {
        key = "renewed";
        joined = 0;
        return now();
    }
}
