package org.distributedbrain.app.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ViewportTest {
    private static final double TODAY = 1.79e15;

    @Test
    void the_moment_under_the_mouse_stays_there_while_one_zooms() {
        Viewport view = new Viewport(TODAY, Viewport.DAY);
        double under = view.micros(300, 1_000);
        for (int i = 0; i < 100; i++) {
            view = view.zoomed(0.8, 0.3, Viewport.DAY);
            assertThat(view.x(under, 1_000)).isCloseTo(300, within(1.0));
        }
        assertThat(view.span()).isEqualTo(Viewport.SHORTEST);
    }

    @Test
    void nobody_zooms_out_beyond_the_longest() {
        Viewport view = new Viewport(TODAY, 1e6).zoomed(1e9, 0.5, Viewport.DAY);
        assertThat(view.span()).isEqualTo(Viewport.DAY);
    }

    @Test
    void positions_and_moments_are_each_others_inverse() {
        Viewport view = new Viewport(TODAY, 2_000);
        assertThat(view.x(view.micros(123.5, 800), 800)).isCloseTo(123.5, within(0.2));
        assertThat(view.moved(0.5).from()).isEqualTo(TODAY + 1_000);
        assertThat(view.endingAt(TODAY).to()).isEqualTo(TODAY);
    }

    @Test
    void what_is_fitted_in_has_a_little_room_at_both_sides() {
        Viewport view = Viewport.over(TODAY, TODAY + 1e6);
        assertThat(view.from()).isLessThan(TODAY);
        assertThat(view.to()).isGreaterThan(TODAY + 1e6);
        assertThat(Viewport.over(TODAY, TODAY).span()).isGreaterThanOrEqualTo(Viewport.SHORTEST);
    }

    @Test
    void the_middle_stays_where_something_is() {
        Viewport view = new Viewport(TODAY, 1_000);
        assertThat(view.moved(-100).near(TODAY, TODAY + 5_000).from()).isEqualTo(TODAY - 500);
        assertThat(view.moved(100).near(TODAY, TODAY + 5_000).from()).isEqualTo(TODAY + 4_500);
        assertThat(view.near(TODAY, TODAY + 5_000)).isEqualTo(view);
    }

    @Test
    void a_stretch_is_shown_by_moving_as_little_as_possible() {
        Viewport view = new Viewport(1_000, 1_000);
        assertThat(view.showing(1_200, 1_300)).isSameAs(view);
        assertThat(view.showing(2_500, 2_600).to()).isBetween(2_600.0, 2_750.0);
        assertThat(view.showing(500, 600).from()).isBetween(400.0, 500.0);
        assertThat(view.showing(5_000, 9_000).from()).isEqualTo(5_000);
    }
}
