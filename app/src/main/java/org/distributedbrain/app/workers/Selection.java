package org.distributedbrain.app.workers;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/** Which workers are chosen, in the same way for cards and table: one is, as long as there is one. */
final class Selection {
    private final ReadOnlyObjectWrapper<List<WorkerId>> chosen = new ReadOnlyObjectWrapper<>(this, "chosen", List.of());
    /** Where choosing goes on from. */
    private @Nullable WorkerId lead;

    private @Nullable WorkerId anchor;

    ReadOnlyObjectProperty<List<WorkerId>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    boolean has(WorkerId worker) {
        return chosen.get().contains(worker);
    }

    /** The one that was chosen last, or null. */
    @Nullable WorkerId lead() {
        return lead;
    }

    void only(WorkerId worker) {
        set(List.of(worker), worker, worker);
    }

    /** Adds one, or takes it away unless it is the only one. */
    void toggle(WorkerId worker) {
        Set<WorkerId> next = new LinkedHashSet<>(chosen.get());
        if (!next.add(worker) && next.size() > 1) {
            next.remove(worker);
        }
        set(List.copyOf(next), worker, worker);
    }

    /** Everything from where choosing began to this one. */
    void extendTo(WorkerId worker, List<WorkerId> order) {
        int from = anchor == null ? -1 : order.indexOf(anchor);
        int to = order.indexOf(worker);
        if (from < 0 || to < 0) {
            only(worker);
        } else {
            set(List.copyOf(order.subList(Math.min(from, to), Math.max(from, to) + 1)), worker, anchor);
        }
    }

    /** So many places further, from the one chosen last. */
    void move(int by, List<WorkerId> order, boolean extend) {
        if (order.isEmpty()) {
            return;
        }
        int at = lead == null ? -1 : order.indexOf(lead);
        WorkerId next = order.get(at < 0 ? 0 : Math.clamp(at + (long) by, 0, order.size() - 1));
        if (extend) {
            extendTo(next, order);
        } else {
            only(next);
        }
    }

    void these(List<WorkerId> workers) {
        if (!workers.isEmpty()) {
            set(List.copyOf(workers), workers.getLast(), workers.getFirst());
        }
    }

    /** Only these are there; the first is chosen when none of those chosen is. */
    void keep(List<WorkerId> there) {
        Set<WorkerId> known = Set.copyOf(there);
        List<WorkerId> left = chosen.get().stream().filter(known::contains).toList();
        if (left.isEmpty() && !there.isEmpty()) {
            only(there.getFirst());
        } else if (left.size() != chosen.get().size()) {
            set(left, left.isEmpty() ? null : left.getLast(), left.isEmpty() ? null : left.getFirst());
        }
    }

    private void set(List<WorkerId> now, @Nullable WorkerId lead, @Nullable WorkerId anchor) {
        this.lead = lead;
        this.anchor = anchor;
        if (!now.equals(chosen.get())) {
            chosen.set(now);
        }
    }
}
