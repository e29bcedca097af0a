package org.distributedbrain.persist;

import static org.distributedbrain.db.schema.Tables.COMPUTE_DEVICES;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.sum;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.distributedbrain.db.Database;
import org.distributedbrain.db.schema.tables.records.ComputeDevicesRecord;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.DeviceSpec;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.DeviceView;
import org.distributedbrain.publish.NetworkTotals;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The registry of devices in the database. */
public final class DeviceStore {
    /** A table of that length is some 50 MB, and its totals are summed up in some 20 ms. */
    static final int LIMIT = 200_000;

    /** How long a device that nobody sees any more is kept. */
    static final Duration IDLE_LIFE = Duration.ofDays(90);

    private final Database database;

    DeviceStore(Database database) {
        this.database = database;
    }

    /** Nobody is connected when an orchestrator starts, and who was not seen for long is forgotten. */
    void startAt(Instant now) {
        database.write(dsl -> {
            dsl.update(COMPUTE_DEVICES)
                    .set(COMPUTE_DEVICES.IS_ACTIVE, 0)
                    .where(COMPUTE_DEVICES.USER_ID.isNull())
                    .and(COMPUTE_DEVICES.IS_ACTIVE.eq(1))
                    .execute();
            return dsl.deleteFrom(COMPUTE_DEVICES)
                    .where(COMPUTE_DEVICES.LAST_SEEN.lt(now.minus(IDLE_LIFE)))
                    .execute();
        });
    }

    /** Adds the owner's device, or changes the one of the same name; it is active from now on. */
    public DeviceView register(String owner, DeviceSpec spec, Instant now) {
        return SqlJobStore.guarded(() -> database.write(dsl -> {
            Condition same = COMPUTE_DEVICES.USER_ID.eq(owner).and(COMPUTE_DEVICES.DEVICE_NAME.eq(spec.name()));
            String id = dsl.select(COMPUTE_DEVICES.ID)
                    .from(COMPUTE_DEVICES)
                    .where(same)
                    .fetchOptional(COMPUTE_DEVICES.ID)
                    .orElseGet(() -> UUID.randomUUID().toString());
            put(dsl, id, owner, spec, now);
            return find(dsl, COMPUTE_DEVICES.ID.eq(id)).orElseThrow();
        }));
    }

    /** Workers that are connected now: what they tell of their devices. */
    public void joined(Map<WorkerId, DeviceSpec> workers, Instant now) {
        if (!workers.isEmpty()) {
            SqlJobStore.guarded(() -> database.write(dsl -> {
                workers.forEach((id, spec) -> put(dsl, id.value(), null, spec, now));
                return workers;
            }));
        }
    }

    /** Workers that are connected no longer. */
    public void left(Collection<WorkerId> workers, Instant now) {
        for (WorkerId worker : workers) {
            change(COMPUTE_DEVICES.ID.eq(worker.value()), false, now);
        }
    }

    /** The owner's device is there, and active. Empty when the owner has none with this id. */
    public Optional<DeviceView> seen(String owner, String id, Instant now) {
        return change(owned(owner, id), true, now);
    }

    /** The owner's device is active no longer. Empty when the owner has none with this id. */
    public Optional<DeviceView> deactivate(String owner, String id, Instant now) {
        return change(owned(owner, id), false, now);
    }

    /**
     * Those of one owner, or all, in the order of (name, id).
     *
     * @param owner null for all, with those that joined as workers
     * @param after the last one of the page before; null for the first page
     */
    public List<DeviceView> devices(@Nullable String owner, @Nullable DeviceView after, int limit) {
        Condition wanted = owner == null ? noCondition() : COMPUTE_DEVICES.USER_ID.eq(owner);
        Condition next = after == null
                ? noCondition()
                : row(COMPUTE_DEVICES.DEVICE_NAME, COMPUTE_DEVICES.ID)
                        .gt(after.spec().name(), after.id());
        return SqlJobStore.guarded(() -> database.read(dsl -> dsl.selectFrom(COMPUTE_DEVICES)
                .where(wanted, next)
                .orderBy(COMPUTE_DEVICES.DEVICE_NAME, COMPUTE_DEVICES.ID)
                .limit(limit)
                .fetch(DeviceStore::view)));
    }

    public Optional<DeviceView> device(String id) {
        return SqlJobStore.guarded(() -> database.read(dsl -> find(dsl, COMPUTE_DEVICES.ID.eq(id))));
    }

    /**
     * What the devices that are active and were seen after that time have together. The score is summed up from what it is made of, because the
     * columns of the index are enough then and no row is read.
     */
    public NetworkTotals totals(Instant seenAfter) {
        var ram = coalesce(sum(COMPUTE_DEVICES.RAM_GB), inline(0)).cast(Double.class);
        var cores = coalesce(sum(COMPUTE_DEVICES.CPU_CORES), inline(0)).cast(Long.class);
        var storage = coalesce(sum(COMPUTE_DEVICES.STORAGE_GB), inline(0)).cast(Double.class);
        return SqlJobStore.guarded(() -> database.read(dsl -> dsl.select(count(), ram, cores, storage)
                .from(COMPUTE_DEVICES)
                .where(COMPUTE_DEVICES.IS_ACTIVE.eq(1))
                .and(COMPUTE_DEVICES.LAST_SEEN.gt(seenAfter))
                .fetchSingle(sums -> new NetworkTotals(
                        sums.value1(),
                        sums.value2(),
                        sums.value3(),
                        sums.value4(),
                        sums.value2() * 2 + sums.value3() * 5 + sums.value4() * 0.05))));
    }

    private static void put(DSLContext dsl, String id, @Nullable String owner, DeviceSpec spec, Instant now) {
        if (find(dsl, COMPUTE_DEVICES.ID.eq(id)).isEmpty() && dsl.fetchCount(COMPUTE_DEVICES) >= LIMIT) {
            throw new BadInput("This orchestrator already knows " + LIMIT
                    + " devices, its limit: restart it, which forgets those that nobody saw for " + IDLE_LIFE.toDays()
                    + " days.");
        }
        ComputeDevicesRecord device = new ComputeDevicesRecord();
        device.setUserId(owner);
        device.setDeviceName(spec.name());
        device.setDeviceType(spec.type());
        device.setRamGb(spec.ramGb());
        device.setCpuCores(spec.cpuCores());
        device.setStorageGb(spec.storageGb());
        device.setIsActive(1);
        device.setLastSeen(now);
        device.setUpdatedAt(now);
        dsl.insertInto(COMPUTE_DEVICES)
                .set(device)
                .set(COMPUTE_DEVICES.ID, id)
                .set(COMPUTE_DEVICES.CREATED_AT, now)
                .onConflict(COMPUTE_DEVICES.ID)
                .doUpdate()
                .set(device)
                .execute();
    }

    private Optional<DeviceView> change(Condition which, boolean active, Instant now) {
        return SqlJobStore.guarded(() -> database.write(dsl -> {
            dsl.update(COMPUTE_DEVICES)
                    .set(COMPUTE_DEVICES.IS_ACTIVE, active ? 1 : 0)
                    .set(COMPUTE_DEVICES.LAST_SEEN, now)
                    .where(which)
                    .execute();
            return find(dsl, which);
        }));
    }

    private static Condition owned(String owner, String id) {
        return COMPUTE_DEVICES.ID.eq(id).and(COMPUTE_DEVICES.USER_ID.eq(owner));
    }

    private static Optional<DeviceView> find(DSLContext dsl, Condition which) {
        return dsl.selectFrom(COMPUTE_DEVICES).where(which).fetchOptional(DeviceStore::view);
    }

    private static DeviceView view(ComputeDevicesRecord row) {
        return new DeviceView(
                row.getId(),
                row.getUserId(),
                new DeviceSpec(
                        row.getDeviceName(),
                        row.getDeviceType(),
                        row.getRamGb(),
                        row.getCpuCores(),
                        row.getStorageGb()),
                row.getComputeScore(),
                row.getIsActive() == 1,
                row.getLastSeen(),
                row.getCreatedAt());
    }
}
