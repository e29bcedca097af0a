package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of routes against the server that is made from it. */
class RoutesTest extends HttpTestBase {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    @Test
    void every_route_that_is_not_public_asks_for_a_token_and_the_public_ones_do_not() throws Exception {
        for (var route : server.routes().all().toList()) {
            var status = withoutToken(route);
            if (route.scope() == Scope.PUBLIC) {
                assertThat(status).as(route.summary()).isLessThan(300);
            } else {
                assertThat(status).as(route.summary()).isEqualTo(401);
            }
        }
    }

    @Test
    void everything_that_is_served_is_in_the_table_or_is_a_file_of_the_page() {
        var served = server.javalin().unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .filter(name -> !name.matches("GET (/|/join|/bench|/docs|/assets/<file>)"));
        var described = server.routes()
                .all()
                .flatMap(route -> Stream.of(route.method() + " " + route.path(), "HEAD " + route.path()))
                .toList();
        assertThat(served).isSubsetOf(described);
    }

    @Test
    void documents_are_described_by_their_records_and_the_comments_of_these() throws Exception {
        var schemas = json(get("/openapi.json")).path("components").path("schemas");
        var job = schemas.path("Job");
        assertThat(job.path("required").toString()).contains("\"chunksDone\"").doesNotContain("\"finishedAt\"");
        assertThat(job.path("properties").path("submittedAt").path("format").asString())
                .isEqualTo("date-time");
        assertThat(job.path("properties").path("priority").path("description").asString())
                .isEqualTo("low, normal or high");
        assertThat(schemas.path("Problem").path("description").asString()).startsWith("An error as RFC 9457 has it;");
    }

    @Test
    void a_head_is_answered_as_the_get_would_be() throws Exception {
        var path = "/api/v1/jobs?limit=0";
        var refused = send(request(path).method("HEAD", BodyPublishers.noBody()));
        var fine = send(request("/api/v1/jobs").method("HEAD", BodyPublishers.noBody()));
        var locked = send(HttpRequest.newBuilder(URI.create(base + path)).method("HEAD", BodyPublishers.noBody()));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(fine.statusCode()).isEqualTo(200);
        assertThat(fine.headers().firstValueAsLong("Content-Length"))
                .hasValue(get("/api/v1/jobs").body().length());
        assertThat(locked.statusCode()).isEqualTo(401);
    }

    @Test
    void a_scope_includes_those_before_it() {
        assertThat(Scope.OPERATE.includes(Scope.SUBMIT)).isTrue();
        assertThat(Scope.SUBMIT.includes(Scope.SUBMIT)).isTrue();
        assertThat(Scope.READ.includes(Scope.SUBMIT)).isFalse();
    }

    private int withoutToken(Route route) throws Exception {
        var path = route.path().replace("{id}", NOBODY).replace("{sha256}", "0".repeat(64));
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(route.method().name(), BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }
}
