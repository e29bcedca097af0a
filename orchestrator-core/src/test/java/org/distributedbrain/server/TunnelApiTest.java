package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.distributedbrain.tunnel.TunnelProblem;
import org.distributedbrain.tunnel.TunnelProblem.Kind;
import org.junit.jupiter.api.Test;

class TunnelApiTest extends HttpTestBase {

    private HttpResponse<String> start(String body) throws Exception {
        return send(request("/api/v1/tunnel").POST(BodyPublishers.ofString(body)));
    }

    @Test
    void the_tunnel_is_started_shown_and_stopped() throws Exception {
        assertThat(json(get("/api/v1/tunnel")).path("state").asString()).isEqualTo("off");
        var on = json(start(""));
        assertThat(on.path("state").asString()).isEqualTo("on");
        assertThat(on.path("url").asString()).isEqualTo("https://make-believe.ngrok-free.app");
        assertThat(on.path("bytesOut").asLong()).isEqualTo(250_000_000);
        assertThat(on.path("allowanceBytes").asLong()).isEqualTo(1_000_000_000);
        assertThat(json(get("/api/v1/invitation"))
                        .path("ways")
                        .path(0)
                        .path("kind")
                        .asString())
                .isEqualTo("tunnel");
        var off = json(send(request("/api/v1/tunnel").DELETE()));
        assertThat(off.path("state").asString()).isEqualTo("off");
        assertThat(off.path("url").isMissingNode()).isTrue();
    }

    @Test
    void the_agent_is_fetched_only_when_the_request_says_so() throws Exception {
        grid.ways.tunnel.agentIsMissing = true;
        assertThat(json(start("{}")).path("problem").asString()).isEqualTo("no-agent");
        assertThat(json(start("{\"fetchAgent\":false}")).path("state").asString())
                .isEqualTo("failed");
        assertThat(json(start("{\"fetchAgent\":true}")).path("state").asString())
                .isEqualTo("on");
    }

    @Test
    void what_is_the_matter_is_in_the_answer() throws Exception {
        grid.ways.tunnel.refusal = new TunnelProblem(Kind.BAD_TOKEN, "ngrok does not know the token: copy it again.");
        var failed = json(start("{}"));
        assertThat(failed.path("problem").asString()).isEqualTo("bad-token");
        assertThat(failed.path("sentence").asString()).isEqualTo("ngrok does not know the token: copy it again.");
    }

    @Test
    void what_is_no_wish_gets_a_sentence_and_a_stranger_nothing() throws Exception {
        assertThat(detail(start("{\"fetchAgent\":\"yes\"}")))
                .isEqualTo("fetchAgent must be true or false, not \"yes\".");
        assertThat(detail(start("{\"token\":\"x\"}"))).contains("'token' is unknown");
        var stranger =
                send(HttpRequest.newBuilder(URI.create(base + "/api/v1/tunnel")).GET());
        assertThat(stranger.statusCode()).isEqualTo(401);
    }
}
