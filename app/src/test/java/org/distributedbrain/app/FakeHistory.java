package org.distributedbrain.app;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.distributedbrain.job.FaultId;
import org.distributedbrain.publish.FaultFilter;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.LeaderboardRow;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeGrid} remembers of contributors and of what broke. */
public final class FakeHistory {
    private final List<LeaderboardRow> contributors = new CopyOnWriteArrayList<>();
    private final List<FaultView> faults = new CopyOnWriteArrayList<>();

    public void contributors(List<LeaderboardRow> rows) {
        contributors.clear();
        contributors.addAll(rows);
    }

    void fault(FaultView fault) {
        faults.removeIf(known -> known.id().equals(fault.id()));
        faults.add(fault);
    }

    List<LeaderboardRow> leaderboard(int limit) {
        return contributors.stream().limit(limit).toList();
    }

    List<FaultView> faults(FaultFilter filter, @Nullable FaultId after, int limit) {
        return faults.stream()
                .filter(fault -> filter.kind() == null || filter.kind() == fault.kind())
                .filter(fault -> filter.job() == null || filter.job().equals(fault.job()))
                .filter(fault -> filter.worker() == null
                        || filter.worker().equals(fault.workerName())
                        || filter.worker().equals(fault.worker().value()))
                .filter(fault -> after == null || fault.id().value().compareTo(after.value()) < 0)
                .sorted(Comparator.comparing((FaultView fault) -> fault.id().value())
                        .reversed())
                .limit(limit)
                .toList();
    }
}
