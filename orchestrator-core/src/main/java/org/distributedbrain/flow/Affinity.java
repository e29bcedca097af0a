package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.flow.Columns.Rectangle;
import org.distributedbrain.flow.Territories.Helper;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.jspecify.annotations.Nullable;

/**
 * Whose each tile is where workers hold blocks of operands on the grid already: of several ways in which {@link Columns} cuts the tiles, the one for
 * which the fewest bytes are missing when each worker gets the rectangle of which it holds the most. So a job sends nothing of an operand that
 * the one before it sent.
 */
final class Affinity {
    /** What a byte of B is taken to weigh more than it does: from all workers below each other to all side by side. */
    private static final double[] WEIGHTS = {1, 1 / 64.0, 1 / 16.0, 0.25, 0.5, 2, 4, 16, 64};

    private final JobRecord job;
    private final List<Helper> owners;
    private final double[] speeds;
    private final Residency residency;
    private final Map<WorkerRecord, Integer> numbers = new HashMap<>();

    private record Match(int owner, int rectangle) {}

    private Affinity(JobRecord job, List<Helper> owners, Residency residency) {
        this.job = job;
        this.owners = owners;
        this.speeds = owners.stream().mapToDouble(Helper::speed).toArray();
        this.residency = residency;
        for (int i = 0; i < owners.size(); i++) {
            numbers.put(owners.get(i).worker(), i);
        }
    }

    /** As many rectangles as owners, in the owners' order, the fastest first. */
    static List<Rectangle> cut(JobRecord job, List<Helper> owners, Residency residency) {
        Affinity affinity = new Affinity(job, owners, residency);
        boolean known =
                job.job.a().resident() && !residency.holders(job.job.a().id()).isEmpty()
                        || job.job.b().resident()
                                && !residency.holders(job.job.b().id()).isEmpty();
        return known ? affinity.best() : affinity.columns(1);
    }

    private List<Rectangle> columns(double weight) {
        double ofB = weight(Operand.B) / weight(Operand.A);
        return Columns.cut(job.job.size(), job.grid, speeds, weight * ofB);
    }

    private double weight(Operand operand) {
        return Cut.weight(operand == Operand.A ? job.job.a() : job.job.b());
    }

    private List<Rectangle> best() {
        Set<List<Rectangle>> seen = new HashSet<>();
        List<Rectangle> best = List.of();
        double fewest = Double.POSITIVE_INFINITY;
        for (double weight : WEIGHTS) {
            List<Rectangle> columns = columns(weight);
            if (seen.add(columns)) {
                List<Rectangle> assigned = assigned(columns);
                double bytes = missing(assigned);
                if (bytes < fewest) {
                    fewest = bytes;
                    best = assigned;
                }
            }
        }
        return best;
    }

    private List<Rectangle> assigned(List<Rectangle> rectangles) {
        Map<Match, Long> held = held(rectangles);
        List<Match> matches = new ArrayList<>(held.keySet());
        matches.sort(Comparator.comparing((Match match) -> -held.getOrDefault(match, 0L))
                .thenComparing(match -> match.owner() != match.rectangle()) // nobody moves without gain
                .thenComparing(Match::owner)
                .thenComparing(Match::rectangle));
        @Nullable Rectangle[] assigned = new @Nullable Rectangle[rectangles.size()];
        Set<Integer> taken = new HashSet<>();
        for (Match match : matches) {
            if (assigned[match.owner()] == null && taken.add(match.rectangle())) {
                assigned[match.owner()] = rectangles.get(match.rectangle());
            }
        }
        int next = 0;
        List<Rectangle> inOrder = new ArrayList<>(assigned.length);
        for (Rectangle own : assigned) {
            while (own == null && !taken.add(next)) {
                next++;
            }
            inOrder.add(own == null ? rectangles.get(next) : own);
        }
        return inOrder;
    }

    /** How many bytes of each rectangle's blocks each owner holds, where it holds any. */
    private Map<Match, Long> held(List<Rectangle> rectangles) {
        Map<Match, Long> held = new HashMap<>();
        for (int i = 0; i < rectangles.size(); i++) {
            for (OperandBlock block : blocks(rectangles.get(i))) {
                for (WorkerRecord holder : residency.holders(block.id())) {
                    Integer owner = numbers.get(holder);
                    if (owner != null) {
                        held.merge(new Match(owner, i), block.bytes(), Long::sum);
                    }
                }
            }
        }
        return held;
    }

    /** Bytes to be sent when each owner does its own, and about as many as are sent when others help those that got more than their share. */
    private double missing(List<Rectangle> assigned) {
        double bytes = 0;
        double all = 0;
        for (double speed : speeds) {
            all += speed;
        }
        int tiles = job.grid.rowParts() * job.grid.colParts();
        for (int i = 0; i < assigned.size(); i++) {
            Rectangle own = assigned.get(i);
            for (OperandBlock block : blocks(own)) {
                bytes += owners.get(i).worker().holding.holds(block.id()) ? 0 : weight(block.operand()) * block.bytes();
            }
            double area = (double) (own.endRow() - own.firstRow()) * (own.endCol() - own.firstCol());
            bytes +=
                    Math.max(0, area - tiles * speeds[i] / all) * (job.room.a() + job.room.b()) * job.grid.innerParts();
        }
        return bytes;
    }

    /** Every block that the tiles need. */
    private List<OperandBlock> blocks(Rectangle tiles) {
        List<OperandBlock> blocks = new ArrayList<>();
        if (tiles.firstRow() == tiles.endRow() || tiles.firstCol() == tiles.endCol()) {
            return blocks;
        }
        for (int part = 0; part < job.grid.innerParts(); part++) {
            for (int row = tiles.firstRow(); row < tiles.endRow(); row++) {
                blocks.add(job.chunks.get(job.grid.index(row, 0, part)).chunk.a());
            }
            for (int col = tiles.firstCol(); col < tiles.endCol(); col++) {
                blocks.add(job.chunks.get(job.grid.index(0, col, part)).chunk.b());
            }
        }
        return blocks;
    }
}
