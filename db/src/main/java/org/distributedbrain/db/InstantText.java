package org.distributedbrain.db;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jooq.impl.AbstractConverter;
import org.jspecify.annotations.Nullable;

/**
 * Times as the database holds them: ISO 8601 text in UTC with exactly six decimals, so that alphabetical order is order in time. What
 * is finer than a microsecond is cut off.
 */
public final class InstantText extends AbstractConverter<String, Instant> {
    private static final long serialVersionUID = 1L;

    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    public InstantText() {
        super(String.class, Instant.class);
    }

    @Override
    public @Nullable Instant from(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    @Override
    public @Nullable String to(@Nullable Instant instant) {
        return instant == null ? null : TEXT.format(instant.truncatedTo(ChronoUnit.MICROS));
    }
}
