package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.CHUNKS;
import static org.distributedbrain.db.schema.Tables.LEADERBOARD;
import static org.distributedbrain.db.schema.Tables.WORKERS;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.distributedbrain.db.Database;
import org.distributedbrain.db.schema.tables.records.WorkersRecord;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.WorkerId;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Who a worker is: an id and a secret that it was given, of which only the id and the secret's hash are kept. */
final class Identities {
    /** A workers table of that length is some 20 MB. */
    static final int LIMIT = 100_000;

    /** How long an identity that never completed a task is kept. */
    static final Duration IDLE_LIFE = Duration.ofDays(30);

    private static final int SECRET_BITS = 256;
    private static final int LONGEST_GIVEN = 64;

    private final Database database;

    Identities(Database database) {
        this.database = database;
    }

    WorkerIdentity identify(@Nullable String id, @Nullable String secret, String name, Instant now) {
        Optional<WorkerIdentity> known = recognise(id, secret, name);
        if (known.isPresent()) {
            return known.get();
        }
        String newId = UUID.randomUUID().toString();
        String newSecret = Secrets.random(SECRET_BITS);
        database.write(dsl -> insert(dsl, newId, Secrets.hash(newSecret), name, now));
        return new WorkerIdentity(new WorkerId(newId), name, newSecret);
    }

    Optional<WorkerIdentity> recognise(@Nullable String id, @Nullable String secret, String name) {
        return id != null && secret != null && isKnown(id, secret)
                ? Optional.of(database.read(dsl -> known(dsl, id, name)))
                : Optional.empty();
    }

    private boolean isKnown(String id, String secret) {
        if (id.length() > LONGEST_GIVEN || secret.length() > LONGEST_GIVEN) {
            return false;
        }
        return database.read(dsl -> dsl.select(WORKERS.SECRET_HASH)
                        .from(WORKERS)
                        .where(WORKERS.ID.eq(id))
                        .fetchOptional(WORKERS.SECRET_HASH))
                .map(stored -> Secrets.matches(secret, stored))
                .orElse(false);
    }

    private static WorkerIdentity known(DSLContext dsl, String id, String name) {
        WorkersRecord row = dsl.selectFrom(WORKERS).where(WORKERS.ID.eq(id)).fetchSingle();
        Pace pace = row.getMeasuredAt() == null
                ? null
                : new Pace(
                        row.getOperationsPerSecond(),
                        row.getOutBytesPerSecond(),
                        row.getInBytesPerSecond(),
                        row.getOverheadMs());
        return new WorkerIdentity(new WorkerId(id), name, null, pace, StandingRows.standing(row));
    }

    /** What is thought of a worker; empty when there is none with this id. */
    Optional<Standing> standing(WorkerId id) {
        return database.read(
                dsl -> dsl.selectFrom(WORKERS).where(WORKERS.ID.eq(id.value())).fetchOptional(StandingRows::standing));
    }

    private static int insert(DSLContext dsl, String id, String secretHash, String name, Instant now) {
        if (dsl.fetchCount(WORKERS) >= LIMIT) {
            throw new BadInput("This orchestrator already knows " + LIMIT
                    + " workers, its limit: restart it, which forgets those that did nothing for "
                    + IDLE_LIFE.toDays() + " days.");
        }
        return dsl.insertInto(WORKERS)
                .set(WORKERS.ID, id)
                .set(WORKERS.NAME, name)
                .set(WORKERS.DEVICE_KIND, "unknown")
                .set(WORKERS.ENGINE, "unknown")
                .set(WORKERS.DEVICE, "")
                .set(WORKERS.SECRET_HASH, secretHash)
                .set(WORKERS.FIRST_SEEN, now)
                .set(WORKERS.LAST_SEEN, now)
                .execute();
    }

    /** Forgets who never completed a task and was not seen for {@link #IDLE_LIFE}. Only while no worker is connected. */
    void forgetIdle(Instant now) {
        Instant before = now.minus(IDLE_LIFE);
        database.write(dsl -> {
            var idle = select(WORKERS.ID)
                    .from(WORKERS)
                    .where(WORKERS.LAST_SEEN.lt(before))
                    .andNotExists(selectFrom(CHUNKS).where(CHUNKS.WORKER_ID.eq(WORKERS.ID)))
                    .andNotExists(selectFrom(LEADERBOARD)
                            .where(LEADERBOARD.WORKER_ID.eq(WORKERS.ID))
                            .and(LEADERBOARD.TASKS_COMPLETED.gt(0)));
            dsl.deleteFrom(LEADERBOARD).where(LEADERBOARD.WORKER_ID.in(idle)).execute();
            return dsl.deleteFrom(WORKERS).where(WORKERS.ID.in(idle)).execute();
        });
    }
}
