package org.distributedbrain.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import org.distributedbrain.job.TaskId;
import org.junit.jupiter.api.Test;

class ReturnedValuesPoolTest {
    private static final long BIG = 60L << 20;
    private final ReturnedValuesPool pool = new ReturnedValuesPool();

    @Test
    void a_dropped_room_is_used_again_for_a_result_of_its_size_only() {
        MemorySegment first = pool.open(task(1), 64);
        pool.drop(task(1));
        assertThat(pool.open(task(2), 128).address()).isNotEqualTo(first.address());
        assertThat(pool.open(task(3), 64).address()).isEqualTo(first.address());
    }

    @Test
    void a_room_that_somebody_works_on_is_not_given_to_another_task() {
        MemorySegment first = pool.open(task(1), 64);
        ReturnedValuesPool.Room held = pool.hold(task(1));
        pool.drop(task(1));
        assertThat(pool.open(task(2), 64).address()).isNotEqualTo(first.address());
        held.close();
        assertThat(pool.open(task(3), 64).address()).isEqualTo(first.address());
    }

    @Test
    void values_that_were_dropped_cannot_be_held_and_dropping_twice_does_nothing() {
        pool.open(task(1), 64);
        pool.drop(task(1));
        pool.drop(task(1));
        assertThat(pool.hold(task(1))).isNull();
        assertThat(pool.open(task(2), 64).address())
                .isNotEqualTo(pool.open(task(3), 64).address());
    }

    @Test
    void a_task_has_one_result_under_way() {
        pool.open(task(1), 64);
        assertThatThrownBy(() -> pool.open(task(1), 64)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sizes_that_are_needed_no_more_make_room_for_those_that_are() {
        for (int i = 0; i < 2; i++) {
            pool.open(task(i), BIG);
        }
        pool.drop(task(0));
        pool.drop(task(1));
        MemorySegment needed = pool.open(task(2), BIG + 4);
        pool.drop(task(2));
        assertThat(pool.open(task(3), BIG + 4).address()).isEqualTo(needed.address());
    }

    private static TaskId task(long number) {
        return new TaskId(number);
    }
}
