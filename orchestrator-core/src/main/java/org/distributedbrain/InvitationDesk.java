package org.distributedbrain;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.distributedbrain.Invitation.Door;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.DataFolder;
import org.distributedbrain.server.HttpServer;
import org.jspecify.annotations.Nullable;

/** Works out under which addresses workers can join, and lets the operator change them while the orchestrator runs. */
final class InvitationDesk {
    private final HttpServer server;
    private final DataFolder folder;
    private final Guests guests;
    private final @Nullable URI publicUrl;
    private final Supplier<List<InetAddress>> networks;

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
            Supplier<List<InetAddress>> networks) {
        this.server = server;
        this.folder = folder;
        this.guests = guests;
        this.publicUrl = publicUrl;
        this.networks = networks;
    }

    Invitation invitation() {
        InetSocketAddress bound = server.address();
        List<URI> ways = new ArrayList<>();
        if (publicUrl != null) {
            String base = publicUrl.toString();
            ways.add(URI.create(
                    (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/join#" + folder.joinKey()));
        }
        InetAddress address = bound.getAddress();
        List<InetAddress> opened =
                address.isAnyLocalAddress() ? networks.get() : server.network().addresses();
        opened.forEach(each -> ways.add(join(each.getHostAddress())));
        ways.add(address.isAnyLocalAddress() ? ofThisComputer() : join(address.getHostAddress()));
        Door door = door();
        return new Invitation(ways.getFirst(), ways, door == Door.CLOSED && publicUrl == null, door, guests.joined());
    }

    /** The way in for workers on this computer. */
    URI ofThisComputer() {
        InetAddress address = server.address().getAddress();
        return join(address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress());
    }

    /** @throws BadInput when it cannot be, saying why */
    Invitation openDoor(boolean open) {
        if (door() == Door.ALWAYS) {
            if (!open) {
                throw new BadInput("The door stays open because the orchestrator was started on "
                        + server.address().getAddress().getHostAddress()
                        + ": start it with --host 127.0.0.1 to open and close it while it runs.");
            }
        } else if (open) {
            server.network().open(networks.get(), server.address().getPort());
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

    private URI join(String host) {
        String authority = host.contains(":") ? "[" + host.split("%", 2)[0] + "]" : host;
        return URI.create("http://" + authority + ":" + server.address().getPort() + "/join#" + folder.joinKey());
    }
}
