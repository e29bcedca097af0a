package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.JOBS;
import static org.distributedbrain.db.schema.Tables.JOB_OWNERS;
import static org.distributedbrain.db.schema.Tables.REQUESTOR_TOKENS;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectFrom;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.distributedbrain.db.Database;
import org.distributedbrain.db.schema.tables.records.RequestorTokensRecord;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;

/** Requestors' tokens, and whose jobs are whose, in the database. Of a token itself only its hash is kept. */
public final class TokenStore {
    /** All of them are held in memory. */
    static final int LIMIT = 1_000;

    private static final int TOKEN_BITS = 256;

    private final Database database;

    TokenStore(Database database) {
        this.database = database;
    }

    /** 43 characters that nobody can guess. */
    public static String random() {
        return Secrets.random(TOKEN_BITS);
    }

    /** What is kept in the place of a token: see {@link Secrets#hash}. */
    public static String hash(String token) {
        return Secrets.hash(token);
    }

    /** @throws BadInput when its name is taken, or there are too many */
    public void add(StoredToken token) {
        SqlJobStore.guarded(() -> database.write(dsl -> {
            if (dsl.fetchExists(REQUESTOR_TOKENS, REQUESTOR_TOKENS.NAME.eq(token.name()))) {
                throw new BadInput("There is a token called '" + token.name()
                        + "' already: choose another name, or revoke that one first (./brain token revoke "
                        + token.name() + ").");
            }
            if (dsl.fetchCount(REQUESTOR_TOKENS) >= LIMIT) {
                throw new BadInput(LIMIT
                        + " tokens have been created, and no more can be: revoke those that nobody needs"
                        + " (./brain token list shows when each was last used).");
            }
            return dsl.insertInto(REQUESTOR_TOKENS)
                    .set(new RequestorTokensRecord(
                            token.id(),
                            token.name(),
                            token.scope(),
                            token.hash(),
                            token.unfinishedJobs(),
                            token.requestsPerSecond(),
                            token.createdAt(),
                            token.expiresAt(),
                            token.lastUsedAt()))
                    .execute();
        }));
    }

    /** All of them, in the order of their names. */
    public List<StoredToken> all() {
        return SqlJobStore.guarded(() -> database.read(dsl ->
                dsl.selectFrom(REQUESTOR_TOKENS).orderBy(REQUESTOR_TOKENS.NAME).fetch(TokenStore::token)));
    }

    public void remove(String id) {
        SqlJobStore.guarded(() -> database.write(dsl -> dsl.deleteFrom(REQUESTOR_TOKENS)
                .where(REQUESTOR_TOKENS.ID.eq(id))
                .execute()));
    }

    public void used(String id, Instant at) {
        SqlJobStore.guarded(() -> database.write(dsl -> dsl.update(REQUESTOR_TOKENS)
                .set(REQUESTOR_TOKENS.LAST_USED_AT, at)
                .where(REQUESTOR_TOKENS.ID.eq(id))
                .execute()));
    }

    /** Says whose job it is. */
    public void own(JobId job, String owner) {
        SqlJobStore.guarded(() -> database.write(dsl -> dsl.insertInto(JOB_OWNERS)
                .set(JOB_OWNERS.JOB_ID, job.value())
                .set(JOB_OWNERS.OWNER, owner)
                .onConflictDoNothing()
                .execute()));
    }

    /** Empty for a job of the operator's. */
    public Optional<String> owner(JobId job) {
        return SqlJobStore.guarded(() -> database.read(dsl -> dsl.select(JOB_OWNERS.OWNER)
                .from(JOB_OWNERS)
                .where(JOB_OWNERS.JOB_ID.eq(job.value()))
                .fetchOptional(JOB_OWNERS.OWNER)));
    }

    /** How many jobs of this owner have not ended. */
    public int unfinished(String owner) {
        return SqlJobStore.guarded(() -> database.read(dsl -> dsl.fetchCount(
                JOBS,
                JOBS.STATE
                        .eq(JobState.QUEUED.name())
                        .and(exists(selectFrom(JOB_OWNERS)
                                .where(JOB_OWNERS.JOB_ID.eq(JOBS.ID))
                                .and(JOB_OWNERS.OWNER.eq(owner)))))));
    }

    private static StoredToken token(RequestorTokensRecord row) {
        return new StoredToken(
                row.getId(),
                row.getName(),
                row.getScope(),
                row.getTokenHash(),
                row.getUnfinishedJobs(),
                row.getRequestsPerSecond(),
                row.getCreatedAt(),
                row.getExpiresAt(),
                row.getLastUsedAt());
    }
}
