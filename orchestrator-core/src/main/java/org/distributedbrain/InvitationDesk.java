package org.distributedbrain;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.distributedbrain.Invitation.Door;
import org.distributedbrain.Invitation.Kind;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.DataFolder;
import org.distributedbrain.server.HttpServer;
import org.distributedbrain.tls.TlsIdentity;
import org.distributedbrain.tunnel.TunnelControl;
import org.jspecify.annotations.Nullable;

/** Works out under which addresses workers can join, and lets the operator change them while the orchestrator runs. */
final class InvitationDesk {
    private final HttpServer server;
    private final DataFolder folder;
    private final Guests guests;
    private final @Nullable URI publicUrl;
    private final Supplier<List<InetAddress>> networks;
    private final LanHttps https;
    private final TunnelControl tunnel;

    /**
     * @param server need not be open yet
     * @param publicUrl where a tunnel or proxy makes it known
     * @param networks this computer's addresses on its networks as they are now, best first
     */
    InvitationDesk(
            HttpServer server,
            DataFolder folder,
            Guests guests,
            @Nullable URI publicUrl,
            Supplier<List<InetAddress>> networks,
            LanHttps https,
            TunnelControl tunnel) {
        this.server = server;
        this.folder = folder;
        this.guests = guests;
        this.publicUrl = publicUrl;
        this.networks = networks;
        this.https = https;
        this.tunnel = tunnel;
    }

    /** The server has opened its first door: where that leads to the network, https goes beside it. */
    void opened() {
        if (door() == Door.ALWAYS) {
            https.open(server, reachable());
        }
    }

    Invitation invitation() {
        Ways ways = new Ways(folder.joinKey());
        URI tunnelUrl = tunnel.view().url();
        if (tunnelUrl != null) {
            ways.add(Kind.TUNNEL, tunnelUrl);
        }
        if (publicUrl != null) {
            ways.add(Kind.PUBLIC, publicUrl);
        }
        server.network()
                .securePort()
                .ifPresent(port -> server.network()
                        .secureAddresses()
                        .forEach(each -> ways.add(Kind.LAN_HTTPS, each.getHostAddress(), port)));
        int port = server.address().getPort();
        reachable().forEach(each -> ways.add(Kind.LAN_HTTP, each.getHostAddress(), port));
        InetAddress first = server.address().getAddress();
        if (first.isAnyLocalAddress() || first.isLoopbackAddress()) {
            ways.add(Kind.LOOPBACK, host(), port);
        }
        Door door = door();
        return new Invitation(
                ways.inOrder(),
                door == Door.CLOSED && publicUrl == null && tunnelUrl == null,
                door,
                guests.joined(),
                server.network().identity().map(TlsIdentity::fingerprint).orElse(""));
    }

    /** The addresses in networks on which it listens without TLS. */
    private List<InetAddress> reachable() {
        InetAddress first = server.address().getAddress();
        return first.isAnyLocalAddress()
                ? networks.get()
                : first.isLoopbackAddress() ? server.network().addresses() : List.of(first);
    }

    /** The way in for workers on this computer. */
    URI ofThisComputer() {
        Ways ways = new Ways(folder.joinKey());
        ways.add(Kind.LOOPBACK, host(), server.address().getPort());
        return ways.inOrder().getFirst().url();
    }

    private String host() {
        InetAddress address = server.address().getAddress();
        return address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    }

    /** @throws BadInput when it cannot be, saying why */
    Invitation openDoor(boolean open) {
        if (door() == Door.ALWAYS) {
            if (!open) {
                throw new BadInput("The door stays open because the orchestrator was started on "
                        + server.address().getAddress().getHostAddress()
                        + ": start it with --host 127.0.0.1 to open and close it while it runs.");
            }
            https.open(server, reachable());
        } else if (open) {
            server.network().open(networks.get(), server.address().getPort());
            https.open(server, server.network().addresses());
        } else {
            server.network().close();
        }
        return invitation();
    }

    Invitation renewJoinKey() {
        folder.renewJoinKey();
        guests.forget();
        return invitation();
    }

    private Door door() {
        if (!server.address().getAddress().isLoopbackAddress()) {
            return Door.ALWAYS;
        }
        return server.network().addresses().isEmpty() ? Door.CLOSED : Door.OPEN;
    }
}
