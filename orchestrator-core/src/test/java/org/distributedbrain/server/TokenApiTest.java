package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Requestors' tokens over HTTP, and what each scope opens. */
class TokenApiTest extends HttpTestBase {
    private static final String JOB = "{\"kernel\":\"matmul\",\"rowsA\":8,\"colsA\":8,\"colsB\":8,\"seed\":7}";

    private HttpResponse<String> create(String json) throws Exception {
        return send(request("/api/v1/tokens")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder with(String token, String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> submit(String token) throws Exception {
        return send(with(token, "/api/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JOB)));
    }

    @Test
    void a_token_is_shown_when_it_is_created_and_never_again() throws Exception {
        var created = create("{\"name\":\"lab\",\"scope\":\"submit\",\"expiresIn\":\"30d\",\"unfinishedJobs\":5}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(json(created).path("secret").asString()).isEqualTo("secret of lab");
        assertThat(json(created).path("token").path("unfinishedJobs").asInt()).isEqualTo(5);
        assertThat(json(created).path("token").path("requestsPerSecond").asInt())
                .isEqualTo(100);
        var listed = get("/api/v1/tokens");
        assertThat(listed.body()).contains("\"lab\"", "expiresAt").doesNotContain("secret", "hash");
    }

    @Test
    void tokens_are_listed_in_pages_in_the_order_of_their_names() throws Exception {
        tokens.of("lab", Scope.READ);
        tokens.of("attic", Scope.READ);
        tokens.of("roof", Scope.READ);
        var first = json(get("/api/v1/tokens?limit=2"));
        var second =
                json(get("/api/v1/tokens?limit=2&after=" + first.path("next").asString()));
        assertThat(first.path("tokens").path(0).path("name").asString()).isEqualTo("attic");
        assertThat(second.path("tokens").path(0).path("name").asString()).isEqualTo("roof");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void each_scope_opens_what_it_includes_and_says_what_it_lacks() throws Exception {
        var reader = tokens.of("wall", Scope.READ);
        var submitter = tokens.of("lab", Scope.SUBMIT);
        var colleague = tokens.of("colleague", Scope.OPERATE);
        assertThat(send(with(reader, "/api/v1/jobs")).statusCode()).isEqualTo(200);
        var refused = submit(reader);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(detail(refused))
                .isEqualTo("This takes a token with the scope submit, and 'wall' has read: ask the operator for another"
                        + " (./brain token create --scope submit).");
        assertThat(submit(submitter).statusCode()).isEqualTo(201);
        assertThat(send(with(submitter, "/api/v1/tokens")).statusCode()).isEqualTo(403);
        assertThat(send(with(colleague, "/api/v1/tokens")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_revoked_token_opens_nothing_from_that_moment_on() throws Exception {
        var lab = tokens.of("lab", Scope.READ);
        var revoked = send(request("/api/v1/tokens/lab").DELETE());
        assertThat(json(revoked).path("name").asString()).isEqualTo("lab");
        assertThat(send(with(lab, "/api/v1/jobs")).statusCode()).isEqualTo(401);
        var again = send(request("/api/v1/tokens/lab").DELETE());
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(detail(again)).contains("'lab'", "./brain token list");
    }

    @Test
    void a_requestor_ends_its_own_jobs_only_and_the_operator_any() throws Exception {
        grid.endAtOnce = false;
        var lab = tokens.of("lab", Scope.SUBMIT);
        var attic = tokens.of("attic", Scope.SUBMIT);
        var path = submit(lab).headers().firstValue("Location").orElseThrow();
        var operators = submit(TOKEN).headers().firstValue("Location").orElseThrow();
        var refused = send(with(attic, path).DELETE());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(detail(refused)).contains("was not submitted with 'attic'", "own jobs only");
        assertThat(send(with(lab, operators).DELETE()).statusCode()).isEqualTo(403);
        assertThat(send(with(attic, path)).statusCode()).as("looking is free").isEqualTo(200);
        assertThat(send(with(lab, path).DELETE()).statusCode()).isEqualTo(200);
        assertThat(send(with(TOKEN, operators).DELETE()).statusCode()).isEqualTo(200);
    }

    @Test
    void a_requestor_has_so_many_unfinished_jobs_and_no_more() throws Exception {
        var lab = tokens.of("lab", Scope.SUBMIT);
        assertThat(submit(lab).statusCode()).isEqualTo(201);
        assertThat(submit(lab).statusCode()).isEqualTo(201);
        var third = submit(lab);
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(detail(third)).contains("'lab' has 2 unfinished jobs, the most it may have (2)");
        assertThat(submit(TOKEN).statusCode()).isEqualTo(201);
    }

    @Test
    void the_operators_token_renews_itself_and_no_other_does() throws Exception {
        var colleague = tokens.of("colleague", Scope.OPERATE);
        var path = "/api/v1/tokens/operator/renew";
        assertThat(send(with(colleague, path).POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(403);
        var renewed = json(send(request(path).POST(BodyPublishers.noBody())))
                .path("secret")
                .asString();
        assertThat(get("/api/v1/jobs").statusCode()).isEqualTo(401);
        assertThat(send(with(renewed, "/api/v1/jobs")).statusCode()).isEqualTo(200);
    }

    @Test
    void what_cannot_be_a_token_gets_a_sentence() throws Exception {
        assertThat(detail(create("{\"name\":\"a b\",\"scope\":\"read\"}"))).startsWith("name must be 1 to 40 letters");
        assertThat(detail(create("{\"name\":\"operator\",\"scope\":\"read\"}"))).contains("choose another");
        assertThat(detail(create("{\"name\":\"lab\",\"scope\":\"admin\"}"))).startsWith("scope is 'admin'");
        assertThat(detail(create("{\"name\":\"lab\",\"scope\":\"public\"}"))).contains("nobody needs a token");
        assertThat(detail(create("{\"name\":\"lab\",\"scope\":\"read\",\"expiresIn\":\"soon\"}")))
                .isEqualTo("expiresIn must be a time such as 30d, 12h or 45m, not \"soon\".");
        assertThat(detail(create("{\"name\":\"lab\",\"scope\":\"read\",\"unfinishedJobs\":0}")))
                .contains("from 1 to 10000");
        assertThat(tokens.all()).isEmpty();
    }
}
