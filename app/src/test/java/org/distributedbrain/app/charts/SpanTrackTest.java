package org.distributedbrain.app.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SpanTrackTest {
    @Test
    void every_pixel_has_the_parts_of_its_time() {
        SpanTrack track = new SpanTrack(2, 2);
        track.add(100, 200, new long[] {100, 0}, 0);
        track.add(250, 300, new long[] {0, 50}, 1);
        Columns columns = track.columns(new Viewport(0, 400), 4);
        assertThat(columns.part(0, 0)).isZero();
        assertThat(columns.part(1, 0)).isEqualTo(1);
        assertThat(columns.part(2, 1)).isEqualTo(0.5f);
        assertThat(columns.part(3, 1)).isZero();
        assertThat(columns.marks(2)).isEqualTo(1);
        assertThat(columns.marks(3)).isZero();
    }

    @Test
    void nothing_is_lost_however_coarse_the_pixels_are() {
        Random random = new Random(5);
        SpanTrack track = new SpanTrack(3, 10_000);
        double[] all = new double[3];
        int marks = 0;
        long at = 0;
        for (int i = 0; i < 10_000; i++) {
            at += random.nextInt(50);
            long length = 1 + random.nextInt(90);
            int kind = random.nextInt(3);
            long[] amounts = new long[3];
            amounts[kind] = length;
            int marked = random.nextInt(20) == 0 ? 1 : 0;
            track.add(at, at + length, amounts, marked);
            all[kind] += length;
            marks += marked;
            at += length;
        }
        Viewport view = new Viewport(-10, at + 20);
        for (int width : new int[] {1, 7, 640, 3_000}) {
            Columns columns = track.columns(view, width);
            double[] drawn = new double[3];
            int marked = 0;
            for (int x = 0; x < width; x++) {
                marked += columns.marks(x);
                for (int kind = 0; kind < 3; kind++) {
                    drawn[kind] += columns.part(x, kind) * view.span() / width;
                }
            }
            assertThat(drawn).usingComparatorWithPrecision(all[0] * 1e-4).containsExactly(all);
            assertThat(marked).isEqualTo(marks);
        }
    }

    @Test
    void the_stretch_at_a_moment_is_found() {
        SpanTrack track = new SpanTrack(1, 3);
        track.add(10, 20, new long[] {10}, 0);
        track.add(20, 30, new long[] {5}, 0);
        track.add(40, 50, new long[] {10}, 0);
        assertThat(track.indexAt(5)).isZero();
        assertThat(track.indexAt(20)).isEqualTo(1);
        assertThat(track.indexAt(35)).isEqualTo(2);
        assertThat(track.indexAt(50)).isEqualTo(3);
        assertThat(track.between(15, 25)[0]).isCloseTo(7.5, within(1e-9));
        assertThat(new SpanTrack(1, 0).columns(new Viewport(0, 10), 5).part(4, 0))
                .isZero();
    }
}
