package org.distributedbrain.tunnel;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Properties;
import org.distributedbrain.persist.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what goes through the tunnel, a calendar month of UTC at a time, and keeps it across restarts. */
public final class UsageMeter {
    private static final Logger LOG = LoggerFactory.getLogger(UsageMeter.class);
    private static final long LARGEST_FILE = 10_000;

    private final Path file;
    private final InstantSource clock;
    private Instant since;
    private long out;
    private long in;
    private boolean stored = true;

    public UsageMeter(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        this.since = clock.instant();
        read();
        rollOver();
    }

    public synchronized void sent(long bytes) {
        rollOver();
        out += bytes;
        stored = false;
    }

    public synchronized void received(long bytes) {
        rollOver();
        in += bytes;
        stored = false;
    }

    synchronized TunnelUsage usage() {
        rollOver();
        return new TunnelUsage(since, out, in);
    }

    private void rollOver() {
        Instant now = clock.instant();
        if (month(now).isAfter(month(since))) {
            since = now;
            out = 0;
            in = 0;
            stored = false;
        }
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    private void read() {
        Properties kept = new Properties();
        try {
            if (!Files.exists(file) || Files.size(file) > LARGEST_FILE) {
                return;
            }
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
            Instant from = Instant.parse(kept.getProperty("since", ""));
            long sent = Long.parseLong(kept.getProperty("out", ""));
            long received = Long.parseLong(kept.getProperty("in", ""));
            if (!from.isAfter(clock.instant()) && sent >= 0 && received >= 0) {
                since = from;
                out = sent;
                in = received;
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be read, and what went through the tunnel is counted from now on", file);
        }
    }

    /** Writes what is new; called now and then and at the end. */
    synchronized void store() {
        if (stored) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            StringWriter text = new StringWriter();
            text.append("since=").append(since.toString());
            text.append("\nout=").append(Long.toString(out));
            text.append("\nin=").append(Long.toString(in)).append('\n');
            SecretFile.write(file, text.toString());
            stored = true;
        } catch (IOException e) {
            LOG.warn("{} cannot be written: what went through the tunnel may be forgotten", file);
        }
    }
}
