package org.distributedbrain.worker;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.distributedbrain.job.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * Where to join and with what key: {@code http(s)://HOST:PORT/join#KEY}, also with {@code ws} or {@code wss}, without the path, or as a bare
 * {@code HOST:PORT#KEY}.
 */
public record JoinUrl(String host, int port, boolean tls, String key) {
    private static final String EXAMPLE = "a join link looks like http://192.168.0.7:8420/join#KEY";

    /** @throws BadInput when it is no join link, saying what is missing */
    public static JoinUrl parse(String text) {
        String trimmed = text.strip();
        String whole = trimmed.contains("://") ? trimmed : "http://" + trimmed;
        URI uri;
        try {
            uri = new URI(whole);
        } catch (URISyntaxException e) {
            throw new BadInput("'" + shown(trimmed) + "' is not an address; " + EXAMPLE + ".", e);
        }
        boolean tls = isTls(uri, trimmed);
        if (uri.getHost() == null) {
            throw new BadInput("'" + shown(trimmed) + "' names no host; " + EXAMPLE + ".");
        }
        if (uri.getPort() > 65_535 || uri.getPort() == 0) {
            throw new BadInput(
                    "Port " + uri.getPort() + " of '" + shown(trimmed) + "' does not exist; ports are 1 to 65535.");
        }
        checkPath(uri, trimmed);
        String key = uri.getFragment();
        if (key == null || key.isBlank()) {
            throw new BadInput(
                    "'" + shown(trimmed) + "' has no join key after '#'; copy the whole link and put it in quotes.");
        }
        if (key.length() > 200) {
            throw new BadInput(
                    "The join key has " + key.length() + " characters, at most 200 are possible; copy the link again.");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        return new JoinUrl(bare(uri.getHost()), port, tls, key);
    }

    /** Host and port, for people and logs. */
    public String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + address() + "/join";
    }

    private static boolean isTls(URI uri, String text) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http", "ws" -> false;
            case "https", "wss" -> true;
            default ->
                throw new BadInput("'" + shown(text) + "' begins with '" + scheme
                        + "', which is none of http, https, ws and wss; " + EXAMPLE + ".");
        };
    }

    private static void checkPath(URI uri, String text) {
        @Nullable String path = uri.getPath();
        if (path != null && !path.isEmpty() && !path.equals("/") && !path.equals("/join") && !path.equals("/join/")) {
            throw new BadInput("'" + shown(text) + "' leads to '" + path + "' instead of '/join'; " + EXAMPLE + ".");
        }
        if (uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
            throw new BadInput("'" + shown(text) + "' has a part that a join link does not have; " + EXAMPLE + ".");
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** What a person gave, without the key and not too long. */
    private static String shown(String text) {
        int fragment = text.indexOf('#');
        String shown = fragment < 0 ? text : text.substring(0, fragment) + "#…";
        return shown.length() > 80 ? shown.substring(0, 79) + "…" : shown;
    }
}
