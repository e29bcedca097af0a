package org.distributedbrain.app.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.distributedbrain.job.WorkerId;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final WorkerId A = new WorkerId("a");
    private static final WorkerId B = new WorkerId("b");
    private static final WorkerId C = new WorkerId("c");
    private static final WorkerId D = new WorkerId("d");
    private static final List<WorkerId> ORDER = List.of(A, B, C, D);

    private final Selection selection = new Selection();

    @Test
    void several_are_chosen_one_by_one_and_never_none() {
        selection.only(B);
        selection.toggle(D);
        assertThat(selection.chosen().get()).containsExactly(B, D);
        selection.toggle(B);
        selection.toggle(D);
        assertThat(selection.chosen().get()).containsExactly(D);
    }

    @Test
    void a_range_begins_where_choosing_began_whichever_way_it_goes() {
        selection.only(C);
        selection.extendTo(A, ORDER);
        assertThat(selection.chosen().get()).containsExactly(A, B, C);
        selection.extendTo(D, ORDER);
        assertThat(selection.chosen().get()).containsExactly(C, D);
    }

    @Test
    void the_arrows_move_it_and_stop_at_the_ends() {
        selection.move(1, ORDER, false);
        assertThat(selection.chosen().get()).containsExactly(A);
        selection.move(2, ORDER, false);
        selection.move(9, ORDER, true);
        assertThat(selection.chosen().get()).containsExactly(C, D);
        selection.move(Integer.MIN_VALUE / 2, ORDER, false);
        assertThat(selection.lead()).isEqualTo(A);
        selection.move(1, List.of(), false);
        assertThat(selection.lead()).isEqualTo(A);
    }

    @Test
    void who_has_gone_is_not_chosen_and_somebody_is_as_long_as_there_is_anybody() {
        selection.keep(ORDER);
        assertThat(selection.chosen().get()).containsExactly(A);
        selection.these(List.of(A, C));
        selection.keep(List.of(B, C));
        assertThat(selection.chosen().get()).containsExactly(C);
        selection.keep(List.of(B));
        assertThat(selection.chosen().get()).containsExactly(B);
        selection.keep(List.of());
        assertThat(selection.chosen().get()).isEmpty();
    }
}
