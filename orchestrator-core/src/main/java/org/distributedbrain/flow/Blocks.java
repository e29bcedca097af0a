package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.job.TileGrid;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of operand blocks, and how many unverified chunks need each. The same rectangle of the same resident operand has one number for
 * all jobs, as long as a job needs it or a worker holds it: so a worker that has it for one job has it for the next. Soft state.
 */
final class Blocks {
    private record Whole(OperandId id, Operand operand) {}

    private record Place(OperandId id, Operand operand, int firstRow, int rows, int firstCol, int cols) {}

    private final Map<Place, BlockId> resident = new LinkedHashMap<>();
    private final Map<BlockId, Place> places = new LinkedHashMap<>();
    private final Map<OperandId, Set<BlockId>> byOperand = new LinkedHashMap<>();
    private final Map<Whole, TileGrid> cuts = new LinkedHashMap<>();
    private final Map<BlockId, Integer> uses = new LinkedHashMap<>();
    private long last;

    /** The block of a rectangle; its number is a new one unless the operand is resident and has one for it. */
    OperandBlock block(OperandRef ref, Operand operand, int firstRow, int rows, int firstCol, int cols) {
        BlockId id;
        if (ref.resident()) {
            Place place = new Place(ref.id(), operand, firstRow, rows, firstCol, cols);
            id = resident.computeIfAbsent(place, p -> new BlockId(++last));
            if (places.put(id, place) == null) {
                byOperand
                        .computeIfAbsent(ref.id(), operandId -> new LinkedHashSet<>())
                        .add(id);
            }
        } else {
            id = new BlockId(++last);
        }
        return new OperandBlock(id, operand, firstRow, rows, firstCol, cols);
    }

    /** For a plan that is only thought of: blocks of operands on the grid have their numbers, all others such as nobody holds. */
    Blocks preview() {
        Blocks preview = new Blocks();
        preview.resident.putAll(resident);
        preview.last = Long.MIN_VALUE;
        return preview;
    }

    /** An operand on the grid is cut by this grid from now on. */
    void cutAs(OperandRef ref, Operand operand, TileGrid grid) {
        if (ref.resident()) {
            cuts.put(new Whole(ref.id(), operand), grid);
        }
    }

    /** How an operand on the grid was cut last; null when it was not, or nothing is left of that. */
    @Nullable TileGrid cut(OperandRef ref, Operand operand) {
        return ref.resident() ? cuts.get(new Whole(ref.id(), operand)) : null;
    }

    /** The blocks of an operand on the grid that a job needs or a worker holds, of any cut. */
    Set<BlockId> of(OperandId operand) {
        return byOperand.getOrDefault(operand, Set.of());
    }

    /** The operands of which {@link #of} knows any. */
    Set<OperandId> operands() {
        return byOperand.keySet();
    }

    /** A chunk that has to be done needs its blocks. */
    void use(Chunk chunk) {
        chunk.operands().forEach(block -> uses.merge(block.id(), 1, Integer::sum));
    }

    /** One chunk less needs the block. True when it is of no use to anybody any more: nobody needs it, and it is of no resident operand. */
    boolean unuse(BlockId id) {
        Integer left = uses.merge(id, -1, (before, minus) -> before + minus == 0 ? null : before + minus);
        return left == null && !places.containsKey(id);
    }

    boolean isNeeded(BlockId id) {
        return uses.containsKey(id);
    }

    boolean isResident(BlockId id) {
        return places.containsKey(id);
    }

    /** Nobody holds the block any more: unless a job needs it, its number is forgotten. */
    void heldNowhere(BlockId id) {
        if (!isNeeded(id)) {
            forget(id);
        }
    }

    /** The operand is no longer on the grid; its blocks that no job needs, for which there is no use any more. */
    List<BlockId> removed(OperandId operand) {
        List<BlockId> useless = new ArrayList<>();
        for (BlockId id : List.copyOf(byOperand.getOrDefault(operand, Set.of()))) {
            forget(id);
            if (!isNeeded(id)) {
                useless.add(id);
            }
        }
        return useless;
    }

    private void forget(BlockId id) {
        Place place = places.remove(id);
        if (place != null) {
            resident.remove(place);
            Set<BlockId> siblings = byOperand.getOrDefault(place.id(), Set.of());
            siblings.remove(id);
            if (siblings.isEmpty()) {
                byOperand.remove(place.id());
                cuts.remove(new Whole(place.id(), Operand.A));
                cuts.remove(new Whole(place.id(), Operand.B));
            }
        }
    }
}
