package org.distributedbrain.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.worker.OffHeapPool.OutOfMemory;
import org.distributedbrain.worker.OffHeapPool.Piece;
import org.junit.jupiter.api.Test;

class OffHeapPoolTest {
    @Test
    void what_was_given_back_is_handed_out_again() {
        try (OffHeapPool pool = new OffHeapPool(1 << 20)) {
            Piece first = pool.take(100_000);
            pool.giveBack(first);

            Piece second = pool.take(80_000);

            assertThat(second.values().address()).isEqualTo(first.values().address());
            assertThat(second.values().byteSize()).isEqualTo(80_000);
            pool.giveBack(second);
            assertThat(pool.usedBytes()).isZero();
        }
    }

    @Test
    void small_wishes_do_not_occupy_large_pieces() {
        try (OffHeapPool pool = new OffHeapPool(1 << 20)) {
            Piece large = pool.take(500_000);
            pool.giveBack(large);

            Piece small = pool.take(10);

            assertThat(small.values().address()).isNotEqualTo(large.values().address());
            pool.giveBack(small);
        }
    }

    @Test
    void beyond_the_limit_there_is_nothing_and_nothing_is_lost() {
        try (OffHeapPool pool = new OffHeapPool(1 << 20)) {
            Piece most = pool.take((1 << 20) - 4096);

            assertThatThrownBy(() -> pool.take(4097))
                    .isInstanceOf(OutOfMemory.class)
                    .hasMessage("There is no room for 4097 bytes: 1044480 of 1048576 are in use.");

            Piece last = pool.take(4096);
            pool.giveBack(most);
            pool.giveBack(last);
            assertThat(pool.usedBytes()).isZero();
        }
    }

    @Test
    void every_byte_of_the_limit_can_be_had_in_pieces_of_any_length() {
        try (OffHeapPool pool = new OffHeapPool(131_072)) {
            List<Piece> held = new ArrayList<>();
            for (int length : new int[] {10_160, 300, 10_160, 12_300, 300, 4_097}) {
                held.add(pool.take(length));
                pool.giveBack(held.removeLast());
                held.add(pool.take(length));
            }
            held.add(pool.take(131_072 - pool.usedBytes()));

            assertThat(pool.usedBytes()).isEqualTo(131_072);
            assertThatThrownBy(() -> pool.take(1)).isInstanceOf(OutOfMemory.class);
            held.forEach(pool::giveBack);
            assertThat(pool.usedBytes()).isZero();
        }
    }

    @Test
    void pieces_are_bounded_in_number_however_short_they_are() {
        try (OffHeapPool pool = new OffHeapPool(1L << 30)) {
            List<Piece> held = new ArrayList<>();

            assertThatThrownBy(() -> {
                        while (held.size() < 100_000) {
                            held.add(pool.take(1));
                        }
                    })
                    .isInstanceOf(OutOfMemory.class);

            held.forEach(pool::giveBack);
        }
    }

    @Test
    void kept_pieces_make_room_for_others() {
        try (OffHeapPool pool = new OffHeapPool(1 << 20)) {
            pool.giveBack(pool.take(300_000));
            pool.giveBack(pool.take(700_000));

            Piece whole = pool.take(1 << 20);

            assertThat(whole.values().byteSize()).isEqualTo(1 << 20);
            pool.giveBack(whole);
        }
    }

    @Test
    void pieces_still_held_at_the_end_stay_valid_until_given_back() {
        OffHeapPool pool = new OffHeapPool(1 << 20);
        Piece held = pool.take(4096);

        pool.close();

        assertThat(held.arena().scope().isAlive()).isTrue();
        pool.giveBack(held);
        assertThat(held.arena().scope().isAlive()).isFalse();
    }
}
