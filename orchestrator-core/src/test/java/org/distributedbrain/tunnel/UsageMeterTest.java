package org.distributedbrain.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageMeterTest {
    private static final Instant NOW = Instant.parse("2026-03-30T12:00:00Z");

    @TempDir
    Path folder;

    private Instant now = NOW;

    private UsageMeter meter() {
        return new UsageMeter(folder.resolve("tunnel").resolve("usage"), () -> now);
    }

    @Test
    void what_went_through_is_kept_across_restarts_with_the_beginning_of_the_count() {
        UsageMeter first = meter();
        first.sent(1_000);
        first.received(10);
        first.store();
        now = NOW.plusSeconds(3_600);
        UsageMeter second = meter();
        second.sent(500);
        assertThat(second.usage()).isEqualTo(new TunnelUsage(NOW, 1_500, 10));
    }

    @Test
    void a_new_month_begins_at_nothing_while_it_runs_and_while_it_does_not() {
        UsageMeter meter = meter();
        meter.sent(1_000);
        meter.store();
        now = Instant.parse("2026-04-01T00:00:00Z");
        meter.sent(7);
        assertThat(meter.usage()).isEqualTo(new TunnelUsage(now, 7, 0));
        assertThat(meter().usage()).isEqualTo(new TunnelUsage(now, 0, 0));
    }

    @Test
    void a_file_that_says_nothing_of_the_kind_is_begun_anew() throws Exception {
        meter().store();
        Files.createDirectories(folder.resolve("tunnel"));
        for (String text :
                new String[] {"", "since=yesterday\nout=1\nin=1\n", "since=2026-03-02T00:00:00Z\nout=-5\nin=0\n"}) {
            Files.writeString(folder.resolve("tunnel").resolve("usage"), text);
            assertThat(meter().usage()).isEqualTo(new TunnelUsage(NOW, 0, 0));
        }
    }

    @Test
    void the_used_share_is_of_what_goes_out_and_nothing_where_any_number_may() {
        TunnelUsage usage = new TunnelUsage(NOW, 250, 9_000);
        assertThat(new TunnelView(TunnelView.State.OFF, null, null, NOW, usage, 1_000).usedShare())
                .isEqualTo(0.25);
        assertThat(new TunnelView(TunnelView.State.OFF, null, null, NOW, usage, 0).usedShare())
                .isZero();
    }
}
