package org.distributedbrain;

import java.net.URI;
import org.distributedbrain.Invitation.Door;
import org.distributedbrain.Invitation.Kind;
import org.distributedbrain.job.BadInput;
import org.jspecify.annotations.Nullable;

/** Ways into a grid that nobody can take. */
public final class FakeInvitations {
    public final FakeTunnel tunnel = new FakeTunnel();

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
        Ways ways = new Ways(key);
        URI through = tunnel.view().url();
        if (through != null) {
            ways.add(Kind.TUNNEL, through);
        }
        if (!publicUrl.isEmpty()) {
            ways.add(Kind.PUBLIC, URI.create(publicUrl));
        }
        if (door == Door.OPEN) {
            ways.add(Kind.LAN_HTTPS, "192.168.1.20", 3001);
            ways.add(Kind.LAN_HTTP, "192.168.1.20", 3000);
        }
        ways.add(Kind.LOOPBACK, "127.0.0.1", 3000);
        boolean alone = door == Door.CLOSED && publicUrl.isEmpty();
        return new Invitation(ways.inOrder(), alone, door, joined, door == Door.OPEN ? "AB:CD:EF" : "");
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
