package org.distributedbrain.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How many bytes a second travelled in one direction, to or from all workers together, while any travelled. */
final class LinkMeter {
    /** So many transfers are looked at together. */
    private static final int TOGETHER = 32;

    private record Transfer(Instant from, Instant to, long bytes) {}

    private final MovingRate rate = new MovingRate();
    private final List<Transfer> recent = new ArrayList<>(TOGETHER);

    void add(Instant from, Instant to, long bytes) {
        recent.add(new Transfer(from, to, bytes));
        if (recent.size() == TOGETHER) {
            settle();
        }
    }

    /** Bytes per second, or {@code otherwise} while nothing was measured. */
    double perSecond(double otherwise) {
        settle();
        return rate.perSecond(otherwise);
    }

    /** Transfers that overlap shared the link for the time that they cover together. */
    private void settle() {
        recent.sort(Comparator.comparing(Transfer::from));
        Instant from = Instant.MIN;
        Instant to = Instant.MIN;
        long bytes = 0;
        for (Transfer transfer : recent) {
            if (transfer.from.isAfter(to)) {
                add(bytes, from, to);
                from = transfer.from;
                to = transfer.to;
                bytes = 0;
            } else if (transfer.to.isAfter(to)) {
                to = transfer.to;
            }
            bytes += transfer.bytes;
        }
        add(bytes, from, to);
        recent.clear();
    }

    private void add(long bytes, Instant from, Instant to) {
        if (bytes > 0) {
            rate.add(bytes, Lease.millis(from, to) / 1e3);
        }
    }
}
