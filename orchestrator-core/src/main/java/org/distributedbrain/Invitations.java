package org.distributedbrain;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out under which addresses workers can join. */
final class Invitations {
    private Invitations() {}

    static Invitation of(InetSocketAddress bound, @Nullable URI publicUrl, String joinKey) {
        List<URI> ways = new ArrayList<>();
        if (publicUrl != null) {
            String base = publicUrl.toString();
            ways.add(URI.create(
                    (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/join#" + joinKey));
        }
        InetAddress address = bound.getAddress();
        boolean loopbackOnly = address.isLoopbackAddress();
        if (address.isAnyLocalAddress()) {
            networkAddresses().forEach(host -> ways.add(join(host, bound.getPort(), joinKey)));
            ways.add(join("127.0.0.1", bound.getPort(), joinKey));
        } else {
            ways.add(join(address.getHostAddress(), bound.getPort(), joinKey));
        }
        return new Invitation(ways.getFirst(), ways, loopbackOnly && publicUrl == null);
    }

    /** The way in for workers on this computer. */
    static Invitation ofThisComputer(InetSocketAddress bound, String joinKey) {
        InetSocketAddress here =
                bound.getAddress().isAnyLocalAddress() ? new InetSocketAddress("127.0.0.1", bound.getPort()) : bound;
        return of(here, null, joinKey);
    }

    private static URI join(String host, int port, String joinKey) {
        String authority = host.contains(":") ? "[" + host.split("%", 2)[0] + "]" : host;
        return URI.create("http://" + authority + ":" + port + "/join#" + joinKey);
    }

    /** This computer's IPv4 addresses on its networks: those that a phone beside it can reach. */
    private static List<String> networkAddresses() {
        List<String> addresses = new ArrayList<>();
        try {
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (network.isUp() && !network.isLoopback() && !network.isVirtual()) {
                    for (InetAddress address : Collections.list(network.getInetAddresses())) {
                        if (address instanceof Inet4Address && !address.isLinkLocalAddress()) {
                            addresses.add(address.getHostAddress());
                        }
                    }
                }
            }
        } catch (SocketException e) {
            return List.of(); // the loopback address is always offered
        }
        return addresses;
    }
}
