package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many requests may come, and wrong tokens. A proxy on this computer says for whom it speaks: that is how strangers are told apart here. */
class RateLimitsTest extends HttpTestBase {
    /** More than refill while they are sent, on a machine however slow. */
    private static final int MANY = 500;

    private HttpServer strict;
    private String strictBase = "";

    @BeforeEach
    void openStrict() {
        var seconds = Duration.ofSeconds(10);
        var limits = new RequestLimits(seconds, seconds, seconds, 1, 100, 100, 1, 3, 2);
        strict = new HttpServer(
                new HttpOptions("127.0.0.1", 0, Set.of("https://friend.example"), 4096, limits),
                grid,
                blobs,
                tokens,
                List.of());
        strictBase = "http://127.0.0.1:" + strict.start().getPort();
    }

    @AfterEach
    void closeStrict() {
        strict.close();
    }

    private HttpResponse<String> from(String address, String token, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(strictBase + path)).header("X-Forwarded-For", address);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }

    @Test
    void an_address_that_asks_too_often_is_told_when_to_come_again() throws Exception {
        var refused = from("192.0.2.7", "", "/health");
        assertThat(refused.statusCode()).isEqualTo(200);
        for (var i = 0; i < MANY && refused.statusCode() == 200; i++) {
            refused = from("192.0.2.7", "", "/health");
        }
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"address\";q=3;w=3");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(detail(refused)).startsWith("More than 1 requests a second came from 192.0.2.7: wait ");
        assertThat(from("192.0.2.8", "", "/health").statusCode()).isEqualTo(200);
    }

    @Test
    void an_ipv6_household_is_one_address() throws Exception {
        var answers = new ArrayList<Integer>();
        for (var i = 0; i < MANY && !answers.contains(429); i++) {
            answers.add(from("2001:db8:0:1::" + i, "", "/health").statusCode());
        }
        assertThat(answers).contains(200, 429);
        assertThat(from("2001:db8:0:2::1", "", "/health").statusCode()).isEqualTo(200);
    }

    @Test
    void programs_on_this_computer_and_the_operator_are_not_counted() throws Exception {
        for (var i = 0; i < 20; i++) {
            assertThat(send(HttpRequest.newBuilder(URI.create(strictBase + "/api/v1/nodes"))
                                    .header("Authorization", "Bearer " + TOKEN))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_token_has_so_many_requests_and_says_how_many_are_left() throws Exception {
        var token = tokens.create(new TokenSpec("lab", Scope.READ, 1, 1, null)).secret();
        var request =
                HttpRequest.newBuilder(URI.create(base + "/api/v1/nodes")).header("Authorization", "Bearer " + token);
        var first = send(request);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("RateLimit"))
                .hasValueSatisfying(v -> assertThat(v).startsWith("\"token\";r=1;t="));
        var answers = new ArrayList<Integer>();
        for (var i = 0; i < MANY && !answers.contains(429); i++) {
            answers.add(send(request).statusCode());
        }
        assertThat(answers).contains(429);
        assertThat(get("/api/v1/nodes").statusCode()).isEqualTo(200);
    }

    @Test
    void wrong_tokens_are_throttled_and_the_right_one_still_opens() throws Exception {
        assertThat(from("192.0.2.9", "guess", "/api/v1/nodes").statusCode()).isEqualTo(401);
        var second = send(
                HttpRequest.newBuilder(URI.create(base + "/api/v1/nodes")).header("Authorization", "Bearer guess"));
        assertThat(second.statusCode()).as("another server counts for itself").isEqualTo(401);
        assertThat(wrong().statusCode()).isEqualTo(401);
        assertThat(wrong().statusCode()).isEqualTo(401);
        var third = wrong();
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(detail(third))
                .startsWith("Too many wrong tokens came from 127.0.0.1: wait ")
                .doesNotContain("guess");
        assertThat(send(HttpRequest.newBuilder(URI.create(strictBase + "/api/v1/nodes"))
                                .header("Authorization", "Bearer " + TOKEN))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> wrong() throws Exception {
        return send(HttpRequest.newBuilder(URI.create(strictBase + "/api/v1/tokens"))
                .header("Authorization", "Bearer guess")
                .POST(BodyPublishers.noBody()));
    }
}
