package org.distributedbrain;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.HttpServer;
import org.distributedbrain.tls.TlsFiles;
import org.distributedbrain.tls.TlsIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Https in this computer's networks, with a certificate of its own. What it cannot have is left out: http is there anyway. */
final class LanHttps {
    private static final Logger LOG = LoggerFactory.getLogger(LanHttps.class);
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){0,8}");
    private static final int MOST_PORTS = 65_535;

    private final TlsFiles files;
    private final int wanted;
    private final InstantSource clock;

    /** @param wanted its port; {@link OrchestratorOptions#NEXT_PORT} for the one after the port of http, or any free one where that is taken */
    LanHttps(TlsFiles files, int wanted, InstantSource clock) {
        this.files = files;
        this.wanted = wanted;
        this.clock = clock;
    }

    /** Serves it on these addresses and no others. */
    void open(HttpServer server, List<InetAddress> addresses) {
        try {
            server.network().secure(addresses, ports(server), files.identity(names(addresses), clock.instant()));
        } catch (BadInput e) {
            LOG.warn("There is no https in the network: {}", e.getMessage());
        }
    }

    private List<Integer> ports(HttpServer server) {
        if (wanted != OrchestratorOptions.NEXT_PORT) {
            return List.of(wanted);
        }
        int next = server.address().getPort() + 1;
        return next > MOST_PORTS ? List.of(0) : List.of(next, 0);
    }

    private static Set<String> names(List<InetAddress> addresses) {
        Set<String> names = new LinkedHashSet<>();
        addresses.forEach(address -> names.add(TlsIdentity.name(address)));
        try {
            String host = InetAddress.getLocalHost().getHostName();
            if (HOST_NAME.matcher(host).matches()) {
                names.add(host);
            }
        } catch (UnknownHostException e) {
            // a computer without a name is reached by its addresses
        }
        names.add("localhost");
        names.add("127.0.0.1");
        return names;
    }
}
