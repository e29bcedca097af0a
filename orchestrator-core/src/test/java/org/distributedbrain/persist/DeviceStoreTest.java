package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.distributedbrain.persist.Facts.NOON;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.DeviceSpec;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.DeviceView;
import org.distributedbrain.publish.NetworkTotals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceStoreTest {
    private static final Instant BEFORE_NOON = NOON.minusSeconds(1);
    private static final WorkerId WORKER = new WorkerId("0b7d7c0e-6c0f-4e58-9a3e-4ad3a7f6a001");

    @TempDir
    Path folder;

    private SqlJobStore store;

    @BeforeEach
    void open() {
        open(NOON);
    }

    private void open(Instant now) {
        store = SqlJobStore.open(folder.resolve("brain.db"), now);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void the_database_computes_a_devices_score() {
        assertThat(devices().register("lab", spec("laptop", 16, 8, 512), NOON).computeScore())
                .isCloseTo(16 * 2 + 8 * 5 + 512 * 0.05, within(1e-9));
        assertThat(devices().register("lab", spec("laptop", 32, 10, 100), NOON).computeScore())
                .as("changed with what it is made of")
                .isCloseTo(32 * 2 + 10 * 5 + 100 * 0.05, within(1e-9));
    }

    @Test
    void a_device_registered_again_under_its_name_is_the_same_one_but_not_another_users() {
        DeviceView first = devices().register("lab", spec("laptop", 8, 4, 100), NOON);
        assertThat(devices().register("lab", spec("laptop", 16, 4, 100), NOON).id())
                .isEqualTo(first.id());
        assertThat(devices().register("attic", spec("laptop", 8, 4, 100), NOON).id())
                .isNotEqualTo(first.id());
        assertThat(devices().devices("lab", null, 10)).hasSize(1);
        assertThat(devices().devices(null, null, 10)).hasSize(2);
    }

    @Test
    void totals_count_active_devices_seen_since_and_no_others() {
        assertThat(devices().totals(BEFORE_NOON)).isEqualTo(new NetworkTotals(0, 0, 0, 0, 0));
        devices().register("lab", spec("old", 64, 64, 64), NOON.minusSeconds(600));
        DeviceView off = devices().register("lab", spec("off", 64, 64, 64), NOON);
        DeviceView a = devices().register("lab", spec("a", 16, 8, 512), NOON);
        DeviceView b = devices().register("attic", spec("b", 4, 6, 64), NOON);
        devices().deactivate("lab", off.id(), NOON);
        NetworkTotals totals = devices().totals(BEFORE_NOON);
        assertThat(totals.activeNodes()).isEqualTo(2);
        assertThat(totals.ramGb()).isEqualTo(20);
        assertThat(totals.cpuCores()).isEqualTo(14);
        assertThat(totals.storageGb()).isEqualTo(576);
        assertThat(totals.computeScore())
                .as("as the database computes them one by one")
                .isCloseTo(a.computeScore() + b.computeScore(), within(1e-9));
    }

    @Test
    void a_sign_of_life_makes_a_device_count_again() {
        DeviceView device = devices().register("lab", spec("a", 16, 8, 512), NOON.minusSeconds(600));
        devices().deactivate("lab", device.id(), NOON.minusSeconds(500));
        assertThat(devices().seen("lab", device.id(), NOON)).hasValueSatisfying(seen -> {
            assertThat(seen.active()).isTrue();
            assertThat(seen.lastSeen()).isEqualTo(NOON);
        });
        assertThat(devices().totals(BEFORE_NOON).activeNodes()).isEqualTo(1);
    }

    @Test
    void nobody_changes_another_users_device() {
        DeviceView device = devices().register("lab", spec("a", 16, 8, 512), NOON);
        assertThat(devices().seen("attic", device.id(), NOON)).isEmpty();
        assertThat(devices().deactivate("attic", device.id(), NOON)).isEmpty();
        assertThat(devices().device(device.id()))
                .hasValueSatisfying(same -> assertThat(same.active()).isTrue());
    }

    @Test
    void a_worker_counts_while_it_is_connected_and_not_after_a_crash() {
        devices().joined(Map.of(WORKER, spec("phone", 4, 8, 0)), NOON);
        assertThat(devices().totals(BEFORE_NOON).cpuCores()).isEqualTo(8);
        devices().left(List.of(WORKER), NOON);
        assertThat(devices().totals(BEFORE_NOON).activeNodes()).isZero();

        devices().joined(Map.of(WORKER, spec("phone", 4, 8, 0)), NOON);
        store.close();
        open(NOON);
        assertThat(devices().totals(BEFORE_NOON).activeNodes()).isZero();
    }

    @Test
    void pages_follow_one_another_without_a_gap() {
        for (String name : List.of("c", "a", "e", "b", "d")) {
            devices().register("lab", spec(name, 1, 1, 1), NOON);
        }
        List<DeviceView> first = devices().devices("lab", null, 3);
        List<DeviceView> rest = devices().devices("lab", first.getLast(), 3);
        assertThat(first).extracting(device -> device.spec().name()).containsExactly("a", "b", "c");
        assertThat(rest).extracting(device -> device.spec().name()).containsExactly("d", "e");
    }

    @Test
    void who_was_not_seen_for_long_is_forgotten_at_a_start() {
        devices().register("lab", spec("old", 1, 1, 1), NOON);
        devices().register("lab", spec("young", 1, 1, 1), NOON.plusSeconds(1));
        store.close();
        open(NOON.plus(DeviceStore.IDLE_LIFE).plusMillis(500));
        assertThat(devices().devices(null, null, 10))
                .extracting(device -> device.spec().name())
                .containsExactly("young");
    }

    private DeviceStore devices() {
        return store.devices();
    }

    private static DeviceSpec spec(String name, double ram, int cores, double storage) {
        return new DeviceSpec(name, "laptop", ram, cores, storage);
    }
}
