package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.distributedbrain.server.api.InvitationDocument;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.Test;

class InviteTest extends CliTestBase {

    @Test
    void the_invitation_begins_with_its_best_address_and_says_what_each_is_for() {
        assertThat(brain("invite")).isZero();
        assertThat(out())
                .startsWith("http://127.0.0.1:3000/join#key")
                .contains("This computer", "2 devices joined", "--open");
        assertThat(brain("invite", "--open")).isZero();
        assertThat(out())
                .startsWith("https://192.168.1.20:3001/join#key")
                .contains("http://192.168.1.20:3000/join#key", "browsers use the processor only", "AB:CD:EF")
                .doesNotContain("--open");
        assertThat(brain("invite", "--close")).isZero();
        assertThat(out()).contains("The door to the network is closed");
    }

    @Test
    void a_renewed_invitation_has_been_used_by_nobody() {
        assertThat(brain("invite", "--renew", "--json")).isZero();
        var invitation = Json.MAPPER.readValue(out(), InvitationDocument.class);
        assertThat(invitation.best().getFragment()).isEqualTo("renewed");
        assertThat(invitation.joined()).isZero();
    }

    @Test
    void one_thing_is_wished_at_a_time_and_a_refusal_is_a_sentence() {
        assertThat(brain("invite", "--open", "--close")).isEqualTo(ExitStatus.BAD_INPUT);
        grid.ways.refusal = "This computer is in no network.";
        assertThat(brain("invite", "--open")).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err()).contains("This computer is in no network.");
    }
}
