package org.distributedbrain.server;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which pages may open a WebSocket. Programs send no {@code Origin} and are not concerned: the join key is their lock. */
final class Origins {
    private final Set<String> allowed;

    Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    /** {@code host} is the Host header of the same request: a page of the orchestrator's own has the same authority. */
    boolean admits(@Nullable String origin, @Nullable String host) {
        if (origin == null || allowed.contains("*") || allowed.contains(origin)) {
            return true;
        }
        try {
            URI page = URI.create(origin);
            String scheme = page.getScheme();
            if (host == null || page.getRawAuthority() == null || scheme == null) {
                return false;
            }
            String port = scheme.equals("https") ? ":443" : ":80";
            return withoutPort(page.getRawAuthority(), port).equals(withoutPort(host, port));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutPort(String authority, String port) {
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }
}
