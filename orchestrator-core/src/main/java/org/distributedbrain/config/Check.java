package org.distributedbrain.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is wrong with a value of a setting, in one sentence; empty when nothing is. */
public final class Check {
    private static final int MOST_GIGABYTES = 1_000_000;
    private static final int MOST_PORTS = 65_535;

    private Check() {}

    /** @param where what gave the value, as the beginning of a sentence, for example {@code The variable PORT} */
    public static Optional<String> of(Setting setting, String where, String value) {
        if (value.isBlank()) {
            return Optional.empty();
        }
        return switch (setting) {
            case LOG -> log(where, value);
            case PORT, HTTPS_PORT -> port(where, value);
            case HOST -> host(where, value);
            case PUBLIC_URL -> url(where, value);
            case ALLOWED_ORIGINS -> origins(where, value);
            case TRUST_FORWARDED, TUNNEL -> truth(where, value);
            case TUNNEL_TOKEN -> token(where, value);
            case TUNNEL_ALLOWANCE -> gigabytes(where, value);
            case DATA, DATABASE -> path(where, value);
        };
    }

    private static Optional<String> log(String where, String value) {
        return List.of("text", "json").contains(value.strip())
                ? Optional.empty()
                : Optional.of(where + " is '" + value + "', which is no way to write a log: use text or json.");
    }

    private static Optional<String> port(String where, String value) {
        try {
            int port = Integer.parseInt(value.strip());
            if (port >= 0 && port <= MOST_PORTS) {
                return Optional.empty();
            }
        } catch (NumberFormatException e) {
            // told below, as a number out of range is
        }
        return Optional.of(where + " is '" + value + "', which is not a port: use 1 to " + MOST_PORTS
                + ", or 0 for any free one.");
    }

    private static Optional<String> truth(String where, String value) {
        return value.strip().matches("true|false")
                ? Optional.empty()
                : Optional.of(where + " is '" + value + "': use true or false.");
    }

    /** What was given is a secret, or nearly one: it is not repeated. */
    private static Optional<String> token(String where, String value) {
        return value.strip().matches("[A-Za-z0-9_-]{10,200}")
                ? Optional.empty()
                : Optional.of(
                        where
                                + " is no token of ngrok's: copy yours from https://dashboard.ngrok.com/get-started/your-authtoken; it has letters, digits, '_' and '-' only.");
    }

    private static Optional<String> gigabytes(String where, String value) {
        try {
            double gigabytes = Double.parseDouble(value.strip());
            if (gigabytes >= 0 && gigabytes <= MOST_GIGABYTES) {
                return Optional.empty();
            }
        } catch (NumberFormatException e) {
            // told below, as a number out of range is
        }
        return Optional.of(where + " is '" + value + "': use a number of GB a month from 0, for any number, to "
                + MOST_GIGABYTES + "; the free plan's is 1.");
    }

    private static Optional<String> host(String where, String value) {
        return value.strip().matches("[A-Za-z0-9.:_%\\[\\]-]{1,253}")
                ? Optional.empty()
                : Optional.of(
                        where + " is '" + value
                                + "', which is not an address: use 127.0.0.1 for this computer, 0.0.0.0 for every network, or one of its addresses.");
    }

    private static Optional<String> url(String where, String value) {
        if (!value.contains("://")) {
            return Optional.of(
                    where + " is '" + value + "', which has no scheme: write https:// or http:// before it.");
        }
        try {
            URI url = new URI(value.strip());
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            String path = url.getPath() == null ? "" : url.getPath();
            if (web && url.getHost() != null && (path.isEmpty() || path.equals("/")) && url.getQuery() == null) {
                return Optional.empty();
            }
        } catch (URISyntaxException e) {
            // told below
        }
        return Optional.of(where + " is '" + value
                + "', which is not an address without a path: use for example https://brain.example.org.");
    }

    private static Optional<String> origins(String where, String value) {
        return split(value).stream()
                .filter(origin -> !origin.equals("*") && !origin.matches("https?://[A-Za-z0-9.\\[\\]:_-]+"))
                .findFirst()
                .map(
                        origin -> where + " names '" + origin
                                + "', which is not an origin: write a scheme, a host and perhaps a port, for example https://example.org.");
    }

    private static Optional<String> path(String where, String value) {
        try {
            return Path.of(value.strip()).toString().isEmpty()
                    ? Optional.of(where + " is blank: set it to a path, or remove it.")
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of(where + " is '" + value + "', which is no path (" + e.getReason()
                    + "): set it to a path, or remove it.");
        }
    }

    /** A list with commas. */
    static List<String> split(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
