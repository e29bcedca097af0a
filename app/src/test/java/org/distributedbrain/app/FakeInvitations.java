package org.distributedbrain.app;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.distributedbrain.Invitation;
import org.distributedbrain.Invitation.Door;

/** Ways into a made-up grid. */
final class FakeInvitations {
    private static final String HERE = "http://127.0.0.1:8080/join#k3Vq9TzR1mXwYb7LhP2cQa";

    private Invitation now = closed();

    private static Invitation closed() {
        return new Invitation(URI.create(HERE), List.of(URI.create(HERE)), true, Door.CLOSED, 0);
    }

    synchronized Invitation now() {
        return now;
    }

    /** From now on this is the best address. */
    synchronized void invite(String address, boolean loopbackOnly) {
        List<URI> all = Stream.of(address, HERE).distinct().map(URI::create).toList();
        now = new Invitation(
                URI.create(address),
                loopbackOnly ? all.subList(0, 1) : all,
                loopbackOnly,
                loopbackOnly ? Door.CLOSED : Door.OPEN,
                loopbackOnly ? 0 : 6);
    }

    synchronized Invitation open(boolean open) {
        if (open) {
            invite("http://192.168.1.20:8080/join#k3Vq9TzR1mXwYb7LhP2cQa", false);
        } else {
            now = closed();
        }
        return now;
    }

    synchronized Invitation renew() {
        List<URI> all = now.all().stream()
                .map(address -> URI.create(address.toString().replaceFirst("#.*", "#renewed")))
                .toList();
        now = new Invitation(all.getFirst(), all, now.loopbackOnly(), now.door(), 0);
        return now;
    }
}
