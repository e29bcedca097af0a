package org.distributedbrain.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.Standing;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.publish.WorkerState;

/** A fleet with a past: standings, measurements, tasks, credit and faults. */
public final class FleetSamples {
    private static final String[] NAMES = {
        "Studio laptop",
        "Maya’s Pixel",
        "This computer",
        "Kitchen tablet",
        "Lab workstation 3",
        "Old phone",
        "Anna-Katharina’s MacBook Pro in the meeting room",
        "Reception iPad",
        "Ben’s Galaxy",
        "Library PC 12",
        "Intern’s Chromebook",
        "Spare server"
    };

    private FleetSamples() {}

    /** A handful of devices, each in another state, and what they did. */
    public static void play(FakeGrid grid) {
        grid.history.contributors(contributors());
        grid.worker(Samples.told(
                WorkerState.COMPUTING,
                new Standing(305, 41, 0, null),
                null,
                new Capabilities(Map.of("vector", 52e9, "blas", 61e9), null, null, 8.0, 32.0, null),
                new Pace(48.2e9, 1.9e9, 0.9e9, 1.4),
                Samples.worker(
                        "This computer", "desktop", "vector", "AMD Ryzen 7 7840U", WorkerState.COMPUTING, 41, 48_200)));
        grid.worker(Samples.told(
                WorkerState.COMPUTING,
                new Standing(185, 17, 0, null),
                null,
                new Capabilities(
                        Map.of("webgpu", 71e9, "wasm", 12e9, "js", 0.9e9), 14e6, 6.2e6, 8.0, 8.0, 5_300_000_000L),
                new Pace(61.4e9, 13.1e6, 5.8e6, 38),
                Samples.worker("Maya’s Pixel", "phone", "webgpu", "Adreno 740", WorkerState.COMPUTING, 17, 61_400)));
        grid.worker(Samples.told(
                WorkerState.DRAINING,
                new Standing(245, 29, 0, null),
                "The operator drains it: it finishes what it has and gets nothing new.",
                Capabilities.UNTOLD,
                new Pace(104e9, 61e6, 40e6, 9),
                Samples.worker(
                        "Studio laptop", "laptop", "webgpu", "Apple M2", WorkerState.TRANSFERRING, 29, 104_000)));
        grid.worker(Samples.worker("Kitchen tablet", "tablet", "wasm", "4 cores", WorkerState.IDLE, 5, 8_700));
        Standing liar = new Standing(80, 0, 1, null)
                .disagreed("chunk 31 of job 6d1c: row 12 is off by 0.37", FakeGrid.NOW.minusSeconds(140));
        grid.worker(Samples.told(
                WorkerState.QUARANTINED,
                liar,
                "In quarantine since 14:02:49: chunk 31: row 12 is off by 0.37. From 14:12:49 on it gets checked work.",
                Capabilities.UNTOLD,
                null,
                Samples.worker("Ben’s Galaxy", "phone", "webgpu", "Mali-G715", WorkerState.IDLE, 3, 22_000)));
        grid.worker(Samples.worker("Old phone", "phone", "js", "2 cores", WorkerState.GONE, 1, 960));
        grid.ended(attempts("Maya’s Pixel"));
        grid.ended(attempts("This computer"));
        faults().forEach(grid::fault);
    }

    private static WorkerId id(String name) {
        return new WorkerId("w-" + name);
    }

    static List<Attempt> attempts(String name) {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            var sent = FakeGrid.NOW.minusMillis(4_000 - i * 380L);
            attempts.add(new Attempt(
                    new TaskId(1_772_000_000_000L + i),
                    new ChunkId(Samples.id("A.npy × B.npy"), 12 + i),
                    id(name),
                    sent,
                    sent,
                    sent.plusMillis(40),
                    sent.plusMillis(300 + i * 7L),
                    sent.plusMillis(330 + i * 7L),
                    sent.plusMillis(340 + i * 7L),
                    sent.plusMillis(346 + i * 7L),
                    i == 4 ? Attempt.Outcome.SUPERSEDED : i == 7 ? Attempt.Outcome.OVERDUE : Attempt.Outcome.VERIFIED,
                    4_194_304,
                    1_048_576,
                    260 + i * 7L));
        }
        return attempts;
    }

    static List<LeaderboardRow> contributors() {
        List<LeaderboardRow> rows = new ArrayList<>();
        for (int i = 0; i < NAMES.length; i++) {
            double share = Math.pow(0.72, i);
            rows.add(new LeaderboardRow(
                    i + 1,
                    id(NAMES[i]),
                    NAMES[i],
                    5_400_000 * share,
                    (int) (4_200 * share) + 1,
                    1 + (i * 5) % 7,
                    8.4e14 * share,
                    FakeGrid.NOW.minusSeconds(60L * i),
                    Standing.NEWCOMER));
        }
        return rows;
    }

    /** Of every kind, the newest last. */
    static List<FaultView> faults() {
        List<FaultView> faults = new ArrayList<>();
        FaultKind[] kinds = FaultKind.values();
        double[] took = {4, 11, 38, 7, 220, 3, 1_900, 16, 9, 0, 0, 61, 0};
        JobId job = Samples.id("A.npy × B.npy");
        for (int i = 0; i < 26; i++) {
            FaultKind kind = kinds[(i * 5 + 3) % kinds.length];
            double millis = took[i % took.length];
            String name = NAMES[(i * 7 + 1) % NAMES.length];
            boolean chunk = millis > 0;
            var at = FakeGrid.NOW.minusSeconds(40L * (26 - i)).minusMillis(i * 137L);
            faults.add(new FaultView(
                    FaultId.of(i + 1),
                    kind,
                    id(name),
                    name,
                    chunk ? job : null,
                    chunk ? 3 + i : null,
                    chunk ? new TaskId(1_772_000_000_000L + i) : null,
                    chunk
                            ? "chunk " + (3 + i) + " went to " + NAMES[2] + " " + (long) millis + " ms later"
                            : "nothing had to be done: it had no task",
                    "14:03:07.120 joined\n14:03:09.004 handed out as a task\n14:03:09.377 was lost: connection closed (1006)",
                    at,
                    chunk && i != 25 ? at.plusNanos((long) (millis * 1e6)) : null,
                    chunk && i != 25 ? id(NAMES[2]) : null));
        }
        return faults;
    }
}
