package org.distributedbrain.app.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.ImmediateTasks;
import org.junit.jupiter.api.Test;

class JoinModelTest {
    private final FakeGrid grid = new FakeGrid();
    private final JoinModel join = new JoinModel(grid, new ImmediateTasks());

    @Test
    void an_address_of_this_computer_only_says_so_and_how_to_open_the_door() {
        assertThat(join.address().getValue()).isEqualTo("127.0.0.1:8080");
        assertThat(join.sentence().getValue()).contains("Only this computer").contains("--host\u00a00.0.0.0");
    }

    @Test
    void asking_again_finds_a_new_address() {
        grid.invite("http://192.168.1.20:8080/join#key", false);
        join.refresh();
        assertThat(join.address().getValue()).isEqualTo("192.168.1.20:8080");
        assertThat(join.sentence().getValue()).contains("in this network").contains("https");

        grid.invite("https://brain.example.net/join#key", false);
        join.refresh();
        assertThat(join.sentence().getValue()).doesNotContain("network").doesNotContain("https");
    }
}
