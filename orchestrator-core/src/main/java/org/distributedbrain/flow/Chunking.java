package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.Chunk;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.TileSource;

/** Stage 2: cuts a job into chunks: products of a block of A and a block of B, or tiles that need no operands. */
final class Chunking {
    private Chunking() {}

    /** How the job is to be cut. Which grid that is depends on who is connected; what it means is decided by {@link #cut}. */
    static Fact.JobAccepted plan(CoreState state, Job job) {
        return switch (job.source()) {
            case MatmulSource product -> {
                TileGrid grid = grid(state, job);
                yield new Fact.JobAccepted(job, grid, Estimation.of(state, job, grid));
            }
            case TileSource tiles -> new Fact.JobAccepted(job, TilePlan.grid(tiles, state.fleet.workers()), null);
        };
    }

    /** Of a product. */
    static TileGrid grid(CoreState state, Job job) {
        List<Planning.Helper> fleet = state.fleet.workers().stream()
                .filter(worker -> worker.profile.kernels().contains(MatmulSource.KERNEL) && worker.counts())
                .map(worker ->
                        new Planning.Helper(worker.profile, Speeds.of(worker).operationsPerSecond()))
                .toList();
        return Planning.grid(
                job.size(),
                job.options().partition(),
                fleet,
                held(state, job.a(), Operand.A),
                held(state, job.b(), Operand.B));
    }

    private static Cut held(CoreState state, OperandRef ref, Operand operand) {
        TileGrid grid = state.blocks.cut(ref, operand);
        if (grid == null || state.fleet.size() == 0) {
            return Cut.unheld(ref);
        }
        double held = (double) state.fleet.residency.holders(ref.id()).size() / state.fleet.size();
        return new Cut(
                operand == Operand.A ? grid.rowParts() : grid.colParts(), grid.innerParts(), held, Cut.weight(ref));
    }

    /** The plan itself, which depends on nothing but its arguments; {@code blocks} numbers the blocks. */
    static List<Chunk> cut(Job job, TileGrid grid, Blocks blocks) {
        return switch (job.source()) {
            case MatmulSource product -> products(job, grid, blocks);
            case TileSource tiles -> tiles(job.id(), tiles, grid);
        };
    }

    private static List<Chunk> tiles(JobId job, TileSource source, TileGrid grid) {
        List<Chunk> plan = new ArrayList<>(grid.chunks());
        for (int index = 0; index < grid.chunks(); index++) {
            Side rows = Side.part(source.rows(), grid.rowParts(), grid.row(index));
            Side cols = Side.part(source.cols(), grid.colParts(), grid.col(index));
            plan.add(new Chunk(
                    new ChunkId(job, index),
                    rows.first,
                    rows.length,
                    cols.first,
                    cols.length,
                    List.of(),
                    0,
                    source.operationsAnElement() * rows.length * cols.length));
        }
        return plan;
    }

    private static List<Chunk> products(Job job, TileGrid grid, Blocks blocks) {
        List<OperandBlock> ofA = new ArrayList<>(grid.rowParts() * grid.innerParts());
        MatmulSize size = job.size();
        blocks.cutAs(job.a(), Operand.A, grid);
        blocks.cutAs(job.b(), Operand.B, grid);
        for (int row = 0; row < grid.rowParts(); row++) {
            Side rows = Side.part(size.rowsA(), grid.rowParts(), row);
            for (int part = 0; part < grid.innerParts(); part++) {
                Side inner = Side.part(size.colsA(), grid.innerParts(), part);
                ofA.add(blocks.block(job.a(), Operand.A, rows.first, rows.length, inner.first, inner.length));
            }
        }
        List<OperandBlock> ofB = new ArrayList<>(grid.innerParts() * grid.colParts());
        for (int part = 0; part < grid.innerParts(); part++) {
            Side inner = Side.part(size.colsA(), grid.innerParts(), part);
            for (int col = 0; col < grid.colParts(); col++) {
                Side cols = Side.part(size.colsB(), grid.colParts(), col);
                ofB.add(blocks.block(job.b(), Operand.B, inner.first, inner.length, cols.first, cols.length));
            }
        }
        List<Chunk> plan = new ArrayList<>(grid.chunks());
        for (int index = 0; index < grid.chunks(); index++) {
            int part = grid.part(index);
            OperandBlock a = ofA.get(grid.row(index) * grid.innerParts() + part);
            OperandBlock b = ofB.get(part * grid.colParts() + grid.col(index));
            plan.add(new Chunk(new ChunkId(job.id(), index), a, b, part));
        }
        return plan;
    }

    private record Side(int first, int length) {
        static Side part(int side, int parts, int part) {
            int first = TileGrid.start(side, parts, part);
            return new Side(first, TileGrid.start(side, parts, part + 1) - first);
        }
    }
}
