package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.distributedbrain.config.ConfigFile;
import org.distributedbrain.config.Setting;
import org.distributedbrain.server.api.Json;
import org.distributedbrain.server.api.TunnelDocument;
import org.distributedbrain.tunnel.TunnelProblem;
import org.distributedbrain.tunnel.TunnelProblem.Kind;
import org.junit.jupiter.api.Test;

class TunnelCommandTest extends CliTestBase {

    @Test
    void it_is_started_with_the_join_url_in_the_answer_and_stopped() {
        assertThat(brain("tunnel")).isZero();
        assertThat(out()).startsWith("The tunnel is off.").contains("250.0 MB of 1.00 GB went out", "40.0 MB came in");
        assertThat(brain("tunnel", "start")).isZero();
        assertThat(out())
                .startsWith("The tunnel is on: https://make-believe.ngrok-free.app")
                .contains("https://make-believe.ngrok-free.app/join#key");
        assertThat(brain("tunnel", "status", "--json")).isZero();
        assertThat(Json.MAPPER.readValue(out(), TunnelDocument.class).state()).isEqualTo("on");
        assertThat(brain("tunnel", "stop")).isZero();
        assertThat(out()).startsWith("The tunnel is off.");
    }

    @Test
    void one_that_cannot_be_says_why_and_what_to_do() {
        grid.ways.tunnel.refusal = new TunnelProblem(Kind.NO_TOKEN, "ngrok needs the token of an account.");
        assertThat(brain("tunnel", "start")).isEqualTo(ExitStatus.JOB_FAILED);
        assertThat(out()).contains("There is no tunnel.", "ngrok needs the token of an account.");
    }

    @Test
    void the_agent_is_fetched_only_with_a_yes() {
        grid.ways.tunnel.agentIsMissing = true;
        assertThat(brain("tunnel", "start")).isEqualTo(ExitStatus.JOB_FAILED);
        assertThat(out()).contains("--fetch");
        assertThat(brain("tunnel", "start", "--fetch")).isZero();
    }

    @Test
    void the_token_is_not_in_what_config_prints() throws Exception {
        String token = "2abcDEFghiJKLmno_0123456789";
        ConfigFile.in(temp.resolve("data")).put(Setting.TUNNEL_TOKEN, token);
        assertThat(brain("config")).isZero();
        assertThat(out()).contains("tunnel-token", "(set)", "NGROK_AUTHTOKEN").doesNotContain(token);
        assertThat(brain("config", "--json")).isZero();
        assertThat(out()).contains("(set)").doesNotContain(token);
        assertThat(brain("serve", "--tunnel-token", token)).isEqualTo(ExitStatus.BAD_INPUT);
    }
}
