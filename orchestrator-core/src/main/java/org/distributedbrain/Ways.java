package org.distributedbrain;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.distributedbrain.Invitation.Kind;
import org.distributedbrain.Invitation.Way;

/** Puts the ways in in order, and says of each what it can do and what a person sees on it. */
final class Ways {
    private final String joinKey;
    private final List<Way> ways = new ArrayList<>();

    Ways(String joinKey) {
        this.joinKey = joinKey;
    }

    /** @param base scheme, host and perhaps port */
    void add(Kind kind, URI base) {
        String text = base.toString();
        String root = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        ways.add(new Way(kind, URI.create(root + "/join#" + joinKey), sentence(kind, base)));
    }

    void add(Kind kind, String host, int port) {
        String scheme = kind == Kind.LAN_HTTPS ? "https" : "http";
        String authority = host.contains(":") ? "[" + host.split("%", 2)[0] + "]" : host;
        add(kind, URI.create(scheme + "://" + authority + ":" + port));
    }

    /** Best first: what reaches furthest and lets browsers use the GPU; within a kind as they were added. */
    List<Way> inOrder() {
        return ways.stream().sorted(Comparator.comparingInt(Ways::rank)).toList();
    }

    private static int rank(Way way) {
        return switch (way.kind()) {
            case TUNNEL -> 0;
            case PUBLIC -> isHttps(way.url()) ? 1 : 3;
            case LAN_HTTPS -> 2;
            case LAN_HTTP -> 4;
            case LOOPBACK -> 5;
        };
    }

    private static boolean isHttps(URI url) {
        return "https".equals(url.getScheme());
    }

    private static String sentence(Kind kind, URI base) {
        return switch (kind) {
            case TUNNEL ->
                "Any device, anywhere; browsers use the GPU. On ngrok's free plan a browser first shows a page of ngrok's, once: choose Visit Site there.";
            case PUBLIC ->
                isHttps(base)
                        ? "Any device that reaches this address; browsers use the GPU."
                        : "Any device that reaches this address; browsers use the processor only, because it is not https.";
            case LAN_HTTPS ->
                "Devices in this network; browsers use the GPU. A browser warns once, because this computer made the certificate itself: choose Advanced, then Proceed, when the fingerprint is the one shown here.";
            case LAN_HTTP ->
                "Devices in this network, without a warning; browsers use the processor only, because it is not https.";
            case LOOPBACK -> "This computer; browsers use the GPU.";
        };
    }
}
