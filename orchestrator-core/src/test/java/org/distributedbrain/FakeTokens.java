package org.distributedbrain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.distributedbrain.persist.StoredToken;
import org.distributedbrain.server.Principal;
import org.distributedbrain.server.Scope;
import org.distributedbrain.server.TokenRegistry;
import org.distributedbrain.server.TokenSpec;

/** Tokens that are forgotten with the test; a requestor's is {@code secret of NAME}. All jobs of requestors go on for ever. */
public final class FakeTokens implements TokenRegistry {
    private String operator;
    private final Map<String, Principal> holders = new HashMap<>();
    private final List<StoredToken> stored = new ArrayList<>();
    private final Map<JobId, String> owners = new HashMap<>();

    public FakeTokens(String operator) {
        this.operator = operator;
    }

    /** A token with the usual limits. */
    public synchronized String of(String name, Scope scope) {
        return create(new TokenSpec(name, scope, 2, 100, null)).secret();
    }

    @Override
    public synchronized Optional<Principal> holder(String token) {
        return token.equals(operator) ? Optional.of(Principal.OPERATOR) : Optional.ofNullable(holders.get(token));
    }

    @Override
    public synchronized Created create(TokenSpec spec) {
        if (stored.stream().anyMatch(token -> token.name().equals(spec.name()))) {
            throw new BadInput("There is a token called '" + spec.name() + "' already.");
        }
        StoredToken token = new StoredToken(
                "id-of-" + spec.name(),
                spec.name(),
                spec.scope().word(),
                "hash",
                spec.unfinishedJobs(),
                spec.requestsPerSecond(),
                Samples.NOON,
                spec.expiresIn() == null ? null : Samples.NOON.plus(spec.expiresIn()),
                (Instant) null);
        stored.add(token);
        holders.put(
                "secret of " + spec.name(),
                new Principal(spec.name(), spec.scope(), spec.unfinishedJobs(), spec.requestsPerSecond()));
        return new Created(token, "secret of " + spec.name());
    }

    @Override
    public synchronized List<StoredToken> all() {
        return stored.stream().sorted(Comparator.comparing(StoredToken::name)).toList();
    }

    @Override
    public synchronized Optional<StoredToken> revoke(String idOrName) {
        Optional<StoredToken> meant = stored.stream()
                .filter(token -> token.id().equals(idOrName) || token.name().equals(idOrName))
                .findFirst();
        meant.ifPresent(token -> {
            stored.remove(token);
            holders.remove("secret of " + token.name());
        });
        return meant;
    }

    @Override
    public synchronized String renewOperator() {
        operator = operator + "-renewed";
        return operator;
    }

    @Override
    public synchronized void own(JobId job, String owner) {
        owners.put(job, owner);
    }

    @Override
    public synchronized Optional<String> owner(JobId job) {
        return Optional.ofNullable(owners.get(job));
    }

    @Override
    public synchronized int unfinished(String owner) {
        return (int) owners.values().stream().filter(owner::equals).count();
    }
}
