package org.distributedbrain.app;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.distributedbrain.Invitation;
import org.distributedbrain.Invitation.Door;
import org.distributedbrain.Invitation.Kind;
import org.distributedbrain.Invitation.Way;

/** Ways into a made-up grid. */
final class FakeInvitations {
    private static final String HERE = "http://127.0.0.1:8080/join#k3Vq9TzR1mXwYb7LhP2cQa";

    private static final String FINGERPRINT =
            "3F:9A:C1:07:5E:D2:88:41:B6:0C:73:EA:19:54:AF:2D:90:C8:1B:66:F3:0E:A7:4D:82:D9:35:6C:E1:58:BB:04";

    private Invitation now = closed();
    private String tunnel = "";

    private static Invitation closed() {
        return new Invitation(List.of(way(HERE)), true, Door.CLOSED, 0, "");
    }

    private static Way way(String url) {
        URI address = URI.create(url);
        boolean secure = "https".equals(address.getScheme());
        Kind kind = address.getHost().startsWith("127.")
                ? Kind.LOOPBACK
                : address.getHost().startsWith("192.168.") ? secure ? Kind.LAN_HTTPS : Kind.LAN_HTTP : Kind.PUBLIC;
        return new Way(kind, address, kind.toString());
    }

    synchronized Invitation now() {
        if (tunnel.isEmpty()) {
            return now;
        }
        List<Way> all = new ArrayList<>(now.ways());
        all.addFirst(new Way(Kind.TUNNEL, URI.create(tunnel), ""));
        return new Invitation(all, false, now.door(), now.joined(), now.fingerprint());
    }

    /** A tunnel leads here from this address; none when it is empty. */
    synchronized void tunnel(String address) {
        tunnel = address;
    }

    /** From now on this is the best address. */
    synchronized void invite(String address, boolean loopbackOnly) {
        List<Way> all = Stream.of(secure(address), address, HERE)
                .distinct()
                .map(FakeInvitations::way)
                .toList();
        now = new Invitation(
                loopbackOnly ? List.of(way(address)) : all,
                loopbackOnly,
                loopbackOnly ? Door.CLOSED : Door.OPEN,
                loopbackOnly ? 0 : 6,
                loopbackOnly ? "" : FINGERPRINT);
    }

    /** In a network https is beside http. */
    private static String secure(String address) {
        return address.contains("192.168.") ? address.replace("http:", "https:").replace(":8080", ":8081") : address;
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
        List<Way> all = now.ways().stream()
                .map(way -> way(way.url().toString().replaceFirst("#.*", "#renewed")))
                .toList();
        now = new Invitation(all, now.loopbackOnly(), now.door(), 0, now.fingerprint());
        return now;
    }
}
