package org.distributedbrain.server;

import static org.distributedbrain.server.Scope.OPERATE;

import io.javalin.http.Context;
import org.distributedbrain.server.api.TokenDocument;
import org.jspecify.annotations.Nullable;

/** Requestors' tokens over HTTP: create, list, revoke; and a new token for the operator. */
final class TokenApi {
    private static final Paging PAGING = new Paging(50, 1_000);
    private static final Parameter ID = Parameter.path("id", Schema.text(), "Its id or its name");

    /** What creates a token, as JSON says it. */
    record Wish(
            String name,
            String scope,
            @Nullable Integer unfinishedJobs,
            @Nullable Integer requestsPerSecond,
            @Nullable String expiresIn) {}

    private final TokenRegistry tokens;

    TokenApi(TokenRegistry tokens) {
        this.tokens = tokens;
    }

    RouteGroup routes() {
        return RouteGroup.of(
                "Tokens",
                "Who may use this interface besides the operator, and for what.",
                Route.post(
                                "/api/v1/tokens",
                                OPERATE,
                                "Creates a token; the answer is the only one that has it",
                                this::create)
                        .body(Content.json(Wish.class))
                        .answers(201, TokenDocument.Created.class),
                Route.get("/api/v1/tokens", OPERATE, "The tokens, in the order of their names", this::list)
                        .takes(PAGING.parameters())
                        .answers(200, TokenDocument.Page.class),
                Route.delete("/api/v1/tokens/{id}", OPERATE, "Revokes a token at once", this::revoke)
                        .takes(ID)
                        .answers(200, TokenDocument.class)
                        .answers(404, "There is none"),
                Route.post(
                                "/api/v1/tokens/operator/renew",
                                OPERATE,
                                "Makes a new operator token; the old one is void",
                                this::renew)
                        .answers(200, TokenDocument.Operator.class));
    }

    private void create(Context ctx) {
        var created = tokens.create(TokenSpec.parse(ctx.bodyAsBytes()));
        ctx.status(201).header("Location", "/api/v1/tokens/" + created.token().id());
        Reply.json(ctx, new TokenDocument.Created(TokenDocument.of(created.token()), created.secret()));
    }

    private void list(Context ctx) {
        var limit = PAGING.limit(ctx);
        var after = ctx.queryParam("after");
        var page = tokens.all().stream()
                .filter(token -> after == null || token.name().compareTo(after) > 0)
                .limit(limit)
                .map(TokenDocument::of)
                .toList();
        Reply.json(
                ctx,
                new TokenDocument.Page(
                        page, page.size() < limit ? null : page.getLast().name()));
    }

    private void revoke(Context ctx) {
        var id = ctx.pathParam("id");
        var revoked = tokens.revoke(id)
                .orElseThrow(() -> new Problem(
                        404,
                        "There is no token '" + (id.length() <= 80 ? id : id.substring(0, 80) + "…")
                                + "': ./brain token list shows those there are."));
        Reply.json(ctx, TokenDocument.of(revoked));
    }

    /** Not for others who may operate: who gets the operator's token cannot be shut out again by revoking theirs. */
    private void renew(Context ctx) {
        if (!Principal.of(ctx).isOperator()) {
            throw new Problem(
                    403,
                    "Only the operator's own token can renew itself, and '"
                            + Principal.of(ctx).name()
                            + "' is another: use the one in the data folder's operator.token.");
        }
        Reply.json(ctx, new TokenDocument.Operator(tokens.renewOperator()));
    }
}
