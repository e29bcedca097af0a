package org.distributedbrain.server;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A token that is wanted.
 *
 * @param unfinishedJobs how many jobs its owner may have at once
 * @param expiresIn null: never
 */
public record TokenSpec(
        String name,
        Scope scope,
        int unfinishedJobs,
        int requestsPerSecond,
        @Nullable Duration expiresIn) {
    static final int STANDARD_LIMIT = 100;
    static final int MOST = 10_000;
    private static final Set<String> FIELDS =
            Set.of("name", "scope", "unfinishedJobs", "requestsPerSecond", "expiresIn");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,4})([mhd])");

    /** @throws BadInput naming the field */
    static TokenSpec parse(byte[] body) {
        var json = RequestBody.object(
                body, "a token, for example {\"name\":\"lab\",\"scope\":\"submit\",\"expiresIn\":\"30d\"}");
        RequestBody.refuseOthers(json, FIELDS);
        return new TokenSpec(
                name(json.path("name")),
                scope(json.path("scope")),
                limit(json, "unfinishedJobs"),
                limit(json, "requestsPerSecond"),
                time(json.get("expiresIn")));
    }

    private static String name(JsonNode node) {
        if (!node.isString() || !NAME.matcher(node.asString()).matches()) {
            throw new BadInput(
                    "name must be 1 to 40 letters, digits, '.', '_' or '-', beginning with a letter or digit," + " not "
                            + RequestBody.shown(node) + ".");
        }
        if (node.asString().equals(Principal.OPERATORS_NAME)) {
            throw new BadInput("name must not be '" + Principal.OPERATORS_NAME
                    + "', which the operator's own token is called: choose another.");
        }
        return node.asString();
    }

    private static Scope scope(JsonNode node) {
        var scope = Words.parse("scope", Scope.class, node.isString() ? node.asString() : RequestBody.shown(node));
        if (scope == Scope.PUBLIC) {
            throw new BadInput("scope is 'public', for which nobody needs a token: use read, submit or operate.");
        }
        return scope;
    }

    private static int limit(JsonNode json, String field) {
        var node = json.get(field);
        if (node == null) {
            return STANDARD_LIMIT;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1 || node.intValue() > MOST) {
            throw new BadInput(
                    field + " must be a whole number from 1 to " + MOST + ", not " + RequestBody.shown(node) + ".");
        }
        return node.intValue();
    }

    private static @Nullable Duration time(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        var parts = TIME.matcher(node.isString() ? node.asString() : "");
        if (!parts.matches()) {
            throw new BadInput(
                    "expiresIn must be a time such as 30d, 12h or 45m, not " + RequestBody.shown(node) + ".");
        }
        var amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
