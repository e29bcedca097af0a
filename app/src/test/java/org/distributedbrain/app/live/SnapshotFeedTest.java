package org.distributedbrain.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.distributedbrain.app.FakeGrid;
import org.junit.jupiter.api.Test;

class SnapshotFeedTest {
    private final FakeGrid grid = new FakeGrid();
    private final Deque<Runnable> screen = new ArrayDeque<>();
    private final List<Double> shown = new ArrayList<>();
    private final SnapshotFeed feed =
            new SnapshotFeed(grid, screen::add, s -> shown.add(s.totals().gigaflops()));

    @Test
    void at_most_one_hand_over_is_pending_and_the_latest_snapshot_wins() {
        for (int i = 1; i <= 1000; i++) {
            grid.gigaflops(i);
        }
        assertThat(screen).hasSize(1);

        screen.remove().run();

        assertThat(shown).containsExactly(1000.0);
        grid.gigaflops(7);
        assertThat(screen).hasSize(1);
    }

    @Test
    void a_closed_feed_shows_nothing_more() {
        feed.close();
        screen.remove().run();
        grid.gigaflops(3);
        assertThat(screen).isEmpty();
        assertThat(shown).isEmpty();
    }
}
