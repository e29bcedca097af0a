package org.distributedbrain;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** This computer's IPv4 addresses on its networks: those that a phone beside it can reach. */
final class Networks {
    /** Networks between programs on this computer, by the names that Docker, libvirt, VMware, VirtualBox and Hyper-V give them. */
    private static final Pattern INSIDE = Pattern.compile("(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet).*");

    private Networks() {}

    private record Place(InetAddress address, int rank) {}

    /** Those of home and office networks first, those of virtual machines and containers last. */
    static List<InetAddress> addresses() {
        List<Place> places = new ArrayList<>();
        try {
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (network.isUp() && !network.isLoopback() && !network.isVirtual()) {
                    for (InetAddress address : Collections.list(network.getInetAddresses())) {
                        if (address instanceof Inet4Address && !address.isLinkLocalAddress()) {
                            places.add(new Place(address, rank(network.getName(), address)));
                        }
                    }
                }
            }
        } catch (SocketException e) {
            return List.of(); // the loopback address is always offered
        }
        return places.stream()
                .sorted(Comparator.comparingInt(Place::rank))
                .map(Place::address)
                .toList();
    }

    /** The lower the more likely it is that phones are there. */
    static int rank(String network, InetAddress address) {
        if (INSIDE.matcher(network).matches()) {
            return 3;
        }
        if (address.getHostAddress().startsWith("192.168.")) {
            return 0;
        }
        return address.isSiteLocalAddress() ? 1 : 2;
    }
}
