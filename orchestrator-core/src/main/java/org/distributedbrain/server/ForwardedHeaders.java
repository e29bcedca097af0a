package org.distributedbrain.server;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Takes out of every request what it says about whom it was passed on for (X-Forwarded-For and its kin), because anybody can write that; unless it came
 * through our own tunnel, or from this computer where the operator said that a proxy runs here. What is left can be believed.
 */
final class ForwardedHeaders implements HttpConfiguration.Customizer {
    private static final List<String> NAMES =
            List.of("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "Forwarded");

    private final boolean told;
    private final Predicate<SocketAddress> tunnel;

    /** @param told whether the operator said that a proxy's word counts @param tunnel whether that address of ours is behind the tunnel */
    ForwardedHeaders(boolean told, Predicate<SocketAddress> tunnel) {
        this.told = told;
        this.tunnel = tunnel;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        if (NAMES.stream().noneMatch(request.getHeaders()::contains)
                || believes(
                        request.getConnectionMetaData().getRemoteSocketAddress(),
                        request.getConnectionMetaData().getLocalSocketAddress())) {
            return request;
        }
        HttpFields.Mutable kept = HttpFields.build(request.getHeaders());
        NAMES.forEach(kept::remove);
        HttpFields without = kept.asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return without;
            }
        };
    }

    boolean believes(SocketAddress remote, SocketAddress local) {
        boolean fromHere = remote instanceof InetSocketAddress peer
                && peer.getAddress() != null
                && peer.getAddress().isLoopbackAddress();
        return fromHere && (told || tunnel.test(local));
    }
}
