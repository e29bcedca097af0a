package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class InvitationApiTest extends HttpTestBase {

    private HttpResponse<String> door(String body) throws Exception {
        return send(request("/api/v1/invitation/door").POST(BodyPublishers.ofString(body)));
    }

    @Test
    void the_door_is_opened_and_closed_and_the_answer_is_the_invitation_then() throws Exception {
        var before = json(get("/api/v1/invitation"));
        assertThat(before.path("door").asString()).isEqualTo("closed");
        assertThat(before.path("joined").asInt()).isEqualTo(2);
        var open = json(door("{\"open\":true}"));
        assertThat(open.path("door").asString()).isEqualTo("open");
        assertThat(open.path("best").asString()).startsWith("https://192.168.1.20:");
        assertThat(open.path("ways").path(0).path("kind").asString()).isEqualTo("lan-https");
        assertThat(open.path("ways").path(0).path("sentence").asString()).contains("fingerprint");
        assertThat(open.path("ways").path(1).path("kind").asString()).isEqualTo("lan-http");
        assertThat(open.path("fingerprint").asString()).isEqualTo("AB:CD:EF");
        assertThat(open.path("loopbackOnly").asBoolean()).isFalse();
        assertThat(json(door("{\"open\":false}")).path("door").asString()).isEqualTo("closed");
    }

    @Test
    void a_renewed_key_is_in_the_answer() throws Exception {
        var renewed = send(request("/api/v1/invitation/renew").POST(BodyPublishers.noBody()));
        assertThat(renewed.statusCode()).isEqualTo(200);
        assertThat(json(renewed).path("best").asString()).endsWith("#renewed");
        assertThat(json(renewed).path("joined").asInt()).isZero();
    }

    @Test
    void what_is_no_wish_gets_a_sentence() throws Exception {
        assertThat(detail(door("{\"open\":\"yes\"}"))).isEqualTo("open must be true or false, not \"yes\".");
        assertThat(detail(door("{\"opened\":true}")))
                .contains("'opened' is unknown")
                .contains("use open.");
        grid.ways.refusal = "Port 3000 on 192.168.1.20 is in use.";
        var refused = door("{\"open\":true}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(detail(refused)).isEqualTo("Port 3000 on 192.168.1.20 is in use.");
    }

    @Test
    void nobody_without_the_token_opens_the_door() throws Exception {
        for (var path : new String[] {"door", "renew"}) {
            var response = send(HttpRequest.newBuilder(URI.create(base + "/api/v1/invitation/" + path))
                    .POST(BodyPublishers.ofString("{\"open\":true}")));
            assertThat(response.statusCode()).isEqualTo(401);
        }
        assertThat(json(get("/api/v1/invitation")).path("best").asString()).endsWith("#key");
    }
}
