package org.distributedbrain.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be set. Each has a flag, an environment variable, and, but for the folder the file is in, a line in the file. */
public enum Setting {
    DATA("BRAIN_DATA", "", "the folder that holds everything"),
    HOST("BRAIN_HOST", "127.0.0.1", "the address to listen on; 0.0.0.0 for every network"),
    PORT("PORT", "3000", "where to listen; 0 for any free port"),
    HTTPS_PORT(
            "BRAIN_HTTPS_PORT", "", "where to serve https in the network; the port after the other one unless given"),
    PUBLIC_URL("BRAIN_PUBLIC_URL", "", "the address under which a tunnel or proxy makes it known"),
    TRUST_FORWARDED(
            "BRAIN_TRUST_FORWARDED",
            "false",
            "whether a proxy's word counts about where requests come from: true or false"),
    ALLOWED_ORIGINS("ALLOWED_ORIGINS", "", "other web origins whose pages may connect, separated by commas"),
    TUNNEL("BRAIN_TUNNEL", "false", "whether the tunnel is opened at the start: true or false"),
    TUNNEL_TOKEN("NGROK_AUTHTOKEN", "", "the token of an account at ngrok, for the tunnel; never on the command line"),
    TUNNEL_ALLOWANCE("BRAIN_TUNNEL_ALLOWANCE", "1", "GB a month that may go out through the tunnel; 0 for any number"),
    DATABASE("DATABASE_PATH", "", "the database file, where it is not in the data folder"),
    LOG("BRAIN_LOG", "text", "how the log is written: text, or json with the ids of jobs, chunks and workers");

    private final String variable;
    private final String fallback;
    private final String description;

    Setting(String variable, String fallback, String description) {
        this.variable = variable;
        this.fallback = fallback;
        this.description = description;
    }

    /** In the file, and after two dashes on the command line: {@code public-url}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String variable() {
        return variable;
    }

    /** The value where none is given; empty for none. */
    public String fallback() {
        return fallback;
    }

    public String description() {
        return description;
    }

    /** Whether the file may hold it: the file lies in the data folder, which it therefore cannot name. */
    public boolean inFile() {
        return this != DATA;
    }

    /** Whether nobody is to see it: not on a command line, which others on this computer can read, and not in what is printed. */
    public boolean isSecret() {
        return this == TUNNEL_TOKEN;
    }

    static Optional<Setting> find(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }
}
