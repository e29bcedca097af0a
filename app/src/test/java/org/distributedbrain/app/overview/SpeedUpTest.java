package org.distributedbrain.app.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.distributedbrain.app.overview.SpeedUp.Point;
import org.junit.jupiter.api.Test;

class SpeedUpTest {
    private final SpeedUp speedUp = new SpeedUp();
    private int second;

    private void run(int seconds, int workers, double gigaflops, String kernel) {
        for (int i = 0; i < seconds; i++) {
            speedUp.take(Moments.speed(second, gigaflops, workers, 1), kernel);
            // between two tasks, for a moment
            speedUp.take(Moments.speed(second + 0.5, gigaflops, Math.max(0, workers - 1), 1), kernel);
            second++;
        }
    }

    @Test
    void each_number_of_workers_gets_its_point_once_it_has_been_the_same_for_as_long_as_the_throughput_is_averaged() {
        run(SpeedUp.STEADY, 1, 50, "matmul");
        assertThat(speedUp.points()).isEmpty();
        run(5, 1, 50, "matmul");
        assertThat(speedUp.points()).containsExactly(new Point(1, 50, 1));
        run(12, 3, 120, "matmul");
        assertThat(speedUp.points()).hasSize(2).last().satisfies(point -> {
            assertThat(point.workers()).isEqualTo(3);
            assertThat(point.times()).isEqualTo(2.4, within(1e-9));
        });
    }

    @Test
    void a_number_that_comes_and_goes_has_no_point() {
        run(10, 2, 80, "matmul");
        for (int i = 0; i < 10; i++) {
            run(2, 3, 500, "matmul");
            run(2, 2, 80, "matmul");
        }
        assertThat(speedUp.points()).extracting(Point::workers).containsExactly(2);
    }

    @Test
    void where_nobody_computed_alone_the_fewest_are_taken_as_that_many_times_one() {
        run(10, 2, 80, "matmul");
        run(20, 4, 140, "matmul");
        assertThat(speedUp.points()).extracting(Point::times).containsExactly(2.0, 3.5);
    }

    @Test
    void another_kernel_begins_anew_and_a_pause_does_not() {
        run(10, 1, 50, "matmul");
        run(10, 0, 0, null);
        assertThat(speedUp.points()).hasSize(1);
        run(4, 1, 3, "mandelbrot");
        assertThat(speedUp.points()).isEmpty();
    }

    @Test
    void what_is_measured_now_outweighs_what_was_long_ago() {
        run(100, 1, 50, "matmul");
        run(300, 1, 90, "matmul");
        assertThat(speedUp.points().getFirst().gigaflops()).isEqualTo(90, within(1.0));
    }
}
