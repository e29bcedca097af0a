package org.distributedbrain.server;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a request comes from. @param text the address, or {@code unknown} */
record ClientAddress(String text) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");
    private static final int NETWORK_BYTES = 8;

    static final ClientAddress UNKNOWN = new ClientAddress("unknown");

    static ClientAddress of(Context ctx) {
        var remote = parsed(ctx.req().getRemoteAddr().replaceAll("[\\[\\]]", ""));
        return of(remote, ctx.header("X-Forwarded-For"));
    }

    /** @param forwarded whom a proxy or tunnel says that it speaks for; believed when that runs on this computer */
    static ClientAddress of(@Nullable InetAddress remote, @Nullable String forwarded) {
        if (remote == null) {
            return UNKNOWN;
        }
        if (forwarded != null && remote.isLoopbackAddress()) {
            var nearest = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
            if (ADDRESS.matcher(nearest).matches()) {
                return new ClientAddress(nearest);
            }
        }
        return new ClientAddress(remote.getHostAddress());
    }

    /** Programs on this computer can take what they want of it anyway. */
    boolean isThisComputer() {
        var address = parsed(text);
        return address != null && address.isLoopbackAddress();
    }

    /** What is counted as one: an IPv4 address, or the 2⁶⁴ addresses of IPv6 that every household has. */
    String group() {
        return parsed(text) instanceof Inet6Address six
                ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES) + "::/64"
                : text;
    }

    private static @Nullable InetAddress parsed(String text) {
        try {
            return ADDRESS.matcher(text).matches() ? InetAddress.ofLiteral(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
