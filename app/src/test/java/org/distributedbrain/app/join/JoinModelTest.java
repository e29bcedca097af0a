package org.distributedbrain.app.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.distributedbrain.Invitation.Kind;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.ImmediateTasks;
import org.distributedbrain.app.Samples;
import org.distributedbrain.publish.WorkerState;
import org.junit.jupiter.api.Test;

class JoinModelTest {
    private final FakeGrid grid = new FakeGrid();
    private final JoinModel join = new JoinModel(grid, new ImmediateTasks());

    @Test
    void an_address_of_this_computer_only_says_so_and_how_to_open_the_door() {
        assertThat(join.address().getValue()).isEqualTo("127.0.0.1:8080");
        assertThat(join.sentence().getValue())
                .contains("Only this computer")
                .contains("let devices in this network join");
    }

    @Test
    void asking_again_finds_a_new_address() {
        grid.invite("http://192.168.1.20:8080/join#key", false);
        join.refresh();
        assertThat(join.address().getValue()).isEqualTo("192.168.1.20:8081");
        assertThat(join.sentence().getValue()).contains("warns once").contains("GPU");
        assertThat(join.fingerprint().getValue()).startsWith("3F:9A:");

        grid.invite("https://brain.example.net/join#key", false);
        join.refresh();
        assertThat(join.sentence().getValue()).doesNotContain("network").doesNotContain("https");
        assertThat(join.fingerprint().getValue()).isEmpty();
    }

    @Test
    void the_door_opens_and_closes_there_and_then() {
        join.open(true);
        assertThat(join.isOpen()).isTrue();
        assertThat(join.shown().getValue().url()).hasScheme("https").hasHost("192.168.1.20");
        assertThat(join.joined().getValue()).isEqualTo("6 devices joined with this invitation");
        join.open(false);
        assertThat(join.isOpen()).isFalse();
        assertThat(join.joined().getValue()).startsWith("Nobody");
    }

    @Test
    void a_door_that_cannot_be_opened_stays_closed_and_says_why() {
        grid.refuse("Port 8080 on 192.168.1.20 is in use.");
        join.open(true);
        assertThat(join.isOpen()).isFalse();
        assertThat(join.busy().get()).isFalse();
        assertThat(join.problem().get()).isEqualTo("Port 8080 on 192.168.1.20 is in use.");
    }

    @Test
    void the_address_in_the_code_can_be_chosen_until_it_is_gone() {
        join.open(true);
        URI here = join.invitation().get().all().getLast();
        join.choose(here);
        assertThat(join.shown().getValue().url()).isEqualTo(here);
        assertThat(join.sentence().getValue()).contains("for this computer");
        join.renew();
        assertThat(join.url().getValue()).isEqualTo("https://192.168.1.20:8081/join#renewed");
    }

    @Test
    void http_in_the_network_says_what_it_cannot_do_and_needs_no_fingerprint() {
        join.open(true);
        join.choose(URI.create("http://192.168.1.20:8080/join#k3Vq9TzR1mXwYb7LhP2cQa"));
        assertThat(join.shown().getValue().kind()).isEqualTo(Kind.LAN_HTTP);
        assertThat(join.sentence().getValue()).contains("processor").contains("not the GPU");
        assertThat(join.fingerprint().getValue()).isEmpty();
    }

    @Test
    void guests_are_the_connected_workers_elsewhere_and_a_new_one_is_asked_about() {
        grid.invite("http://192.168.1.20:8080/join#key", false);
        join.show(List.of(
                Samples.worker("Phone", "phone", "wasm", "Pixel", WorkerState.IDLE, 0, 100),
                Samples.worker("Gone", "phone", "wasm", "Pixel", WorkerState.GONE, 0, 100)));
        assertThat(join.guests()).isEqualTo(1);
        assertThat(join.address().getValue()).isEqualTo("192.168.1.20:8081");
    }
}
