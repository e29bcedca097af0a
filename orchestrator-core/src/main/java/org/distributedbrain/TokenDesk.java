package org.distributedbrain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.distributedbrain.job.JobId;
import org.distributedbrain.persist.DataFolder;
import org.distributedbrain.persist.JobStore.StoreException;
import org.distributedbrain.persist.StoredToken;
import org.distributedbrain.persist.TokenStore;
import org.distributedbrain.server.Principal;
import org.distributedbrain.server.Scope;
import org.distributedbrain.server.TokenRegistry;
import org.distributedbrain.server.TokenSpec;
import org.distributedbrain.server.api.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may use the doors. Owns the tokens in memory, by their hashes, so that a request is let in without asking the database. */
final class TokenDesk implements TokenRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(TokenDesk.class);

    /** So often it is stored that a token is in use. */
    private static final Duration NOTED = Duration.ofMinutes(1);

    /** Tells what it is to who finds one, and to programs that look for secrets in files. */
    private static final String PREFIX = "brain_";

    private record Known(StoredToken token, Principal holder) {}

    private final DataFolder folder;
    private final TokenStore store;
    private final InstantSource clock;
    private final Map<String, Known> byHash = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastNoted = new ConcurrentHashMap<>();

    TokenDesk(DataFolder folder, TokenStore store, InstantSource clock) {
        this.folder = folder;
        this.store = store;
        this.clock = clock;
        store.all().forEach(this::know);
    }

    private void know(StoredToken token) {
        Scope scope = Words.parse("scope", Scope.class, token.scope());
        byHash.put(
                token.hash(),
                new Known(
                        token, new Principal(token.name(), scope, token.unfinishedJobs(), token.requestsPerSecond())));
    }

    @Override
    public Optional<Principal> holder(String token) {
        if (MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), folder.operatorToken().getBytes(StandardCharsets.UTF_8))) {
            return Optional.of(Principal.OPERATOR);
        }
        // How long the search for a hash takes tells nothing of the token that it was made of.
        Known known = byHash.get(TokenStore.hash(token));
        Instant now = clock.instant();
        if (known == null || !known.token().isValid(now)) {
            return Optional.empty();
        }
        note(known.token().id(), now);
        return Optional.of(known.holder());
    }

    /** A token opens its doors also while that it did cannot be stored. */
    private void note(String id, Instant now) {
        Instant before = lastNoted.get(id);
        if (before != null && now.isBefore(before.plus(NOTED))) {
            return;
        }
        lastNoted.put(id, now);
        try {
            store.used(id, now);
        } catch (StoreException e) {
            LOG.debug("When token {} was last used cannot be stored.", id, e);
        }
    }

    @Override
    public synchronized Created create(TokenSpec spec) {
        String secret = PREFIX + TokenStore.random();
        Instant now = clock.instant();
        StoredToken token = new StoredToken(
                UUID.randomUUID().toString(),
                spec.name(),
                spec.scope().word(),
                TokenStore.hash(secret),
                spec.unfinishedJobs(),
                spec.requestsPerSecond(),
                now,
                spec.expiresIn() == null ? null : now.plus(spec.expiresIn()),
                null);
        store.add(token);
        know(token);
        LOG.info("Token {} ({}) was created with the scope {}.", token.name(), token.id(), token.scope());
        return new Created(token, secret);
    }

    @Override
    public List<StoredToken> all() {
        return store.all();
    }

    @Override
    public synchronized Optional<StoredToken> revoke(String idOrName) {
        Optional<StoredToken> meant = store.all().stream()
                .filter(token -> token.id().equals(idOrName) || token.name().equals(idOrName))
                .findFirst();
        meant.ifPresent(token -> {
            store.remove(token.id());
            byHash.remove(token.hash());
            lastNoted.remove(token.id());
            LOG.info("Token {} ({}) was revoked.", token.name(), token.id());
        });
        return meant;
    }

    @Override
    public String renewOperator() {
        String token = folder.renewOperatorToken();
        LOG.info("The operator token was renewed.");
        return token;
    }

    @Override
    public void own(JobId job, String owner) {
        store.own(job, owner);
    }

    @Override
    public Optional<String> owner(JobId job) {
        return store.owner(job);
    }

    @Override
    public int unfinished(String owner) {
        return store.unfinished(owner);
    }
}
