package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.distributedbrain.server.Scope;
import org.junit.jupiter.api.Test;

class TokenCommandTest extends CliTestBase {

    @Test
    void a_created_token_goes_to_stdout_alone() {
        assertThat(brain("token", "create", "--scope", "submit", "--name", "lab", "--expires", "30d", "--jobs", "5"))
                .isZero();
        assertThat(out()).isEqualTo("secret of lab" + System.lineSeparator());
        assertThat(err()).contains("the only time", "./brain token revoke lab");
        var environment = Map.of("BRAIN_URL", url, "BRAIN_TOKEN", "secret of lab");
        assertThat(brainWith(environment, "jobs")).isZero();
        assertThat(brainWith(environment, "token", "list")).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err()).contains("the scope operate, and 'lab' has submit");
    }

    @Test
    void tokens_are_listed_with_their_limits_and_revoked_by_name() {
        assertThat(brain("token", "list")).isZero();
        assertThat(out()).startsWith("Nobody but the operator has a token");
        tokens.of("lab", Scope.READ);
        assertThat(brain("token", "list")).isZero();
        assertThat(out()).contains("lab", "read", "100", "never").doesNotContain("secret");
        assertThat(brain("token", "revoke", "lab")).isZero();
        assertThat(out()).contains("The token of 'lab' is void.");
        assertThat(brain("token", "revoke", "lab")).isEqualTo(ExitStatus.BAD_INPUT);
    }

    @Test
    void a_new_operator_token_makes_the_old_one_void() {
        assertThat(brain("token", "renew-operator")).isZero();
        assertThat(out()).isEqualTo(token() + "-renewed" + System.lineSeparator());
        assertThat(brainWith(Map.of("BRAIN_URL", url, "BRAIN_TOKEN", token()), "jobs"))
                .isEqualTo(ExitStatus.BAD_INPUT);
    }

    @Test
    void what_to_do_must_be_said() {
        assertThat(brain("token")).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err()).contains("token create, list, revoke or renew-operator");
    }
}
