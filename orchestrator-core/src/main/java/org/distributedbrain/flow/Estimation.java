package org.distributedbrain.flow;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.OperandBlock;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerProfile;
import org.jspecify.annotations.Nullable;

/** What a job would take now: the plan for the workers that are connected, what each would be sent, and the forecast from what was measured. */
final class Estimation {
    /** Two ways over the loopback of an ordinary computer; not binding while nothing was measured. */
    private static final double UNMEASURED_BYTES_A_SECOND = 1e9;

    /** The orchestrator's thread, its database and the sockets, for one chunk. */
    private static final double CHUNK_MS = 0.1;

    private Estimation() {}

    /** For a job that is not yet admitted. */
    static Estimate of(CoreState state, Job job) {
        return of(state, job, Chunking.grid(state, job));
    }

    static Estimate of(CoreState state, Job job, TileGrid grid) {
        MatmulSize size = job.size();
        Double here = state.speeds.operationsPerSecond;
        Double localMs = here == null ? null : Double.valueOf(1e3 * size.operations() / here);
        List<Helper> helpers = helpers(state, job, grid);
        long bytesIn = 4L * size.rowsA() * size.colsB() * grid.innerParts();
        if (helpers.isEmpty()) {
            long operands = 4L * size.colsA() * ((long) size.rowsA() + size.colsB());
            return new Estimate(null, operands, bytesIn, null, localMs, 0);
        }
        long bytesOut = helpers.stream().mapToLong(Helper::bytesOut).sum();
        Forecast forecast = Forecast.of(helpers, computer(state, job, here), share(state, job));
        double factor = state.speeds.experience.factor(
                size.operations(), (double) bytesOut + bytesIn, helpers.size(), forecast.bound());
        return new Estimate(
                forecast.totalMs() * factor, bytesOut, bytesIn, forecast.bound(), localMs, helpers.size(), factor);
    }

    /** The workers that would get a territory. */
    private static List<Helper> helpers(CoreState state, Job job, TileGrid grid) {
        JobRecord planned = new JobRecord(job, 0, grid, null, Chunking.cut(job, grid, state.blocks.preview()));
        List<WorkerRecord> able = state.fleet.workers().stream()
                .filter(worker -> planned.room.isAt(worker.profile) && worker.counts())
                .toList();
        List<Territories.Helper> owners = Speeds.ranked(able).stream()
                .limit((long) grid.rowParts() * grid.colParts())
                .toList();
        if (owners.isEmpty()) {
            return List.of();
        }
        List<Columns.Rectangle> tiles = Affinity.cut(planned, owners, state.fleet.residency);
        List<Helper> helpers = new ArrayList<>(owners.size());
        for (int i = 0; i < owners.size(); i++) {
            WorkerRecord worker = owners.get(i).worker();
            Share share = Share.of(planned, tiles.get(i), block -> missing(job, worker, block));
            if (share.chunks() > 0) {
                helpers.add(new Helper(
                        Speeds.of(worker),
                        isHere(worker.profile),
                        share.chunks(),
                        share.operations(),
                        share.bytesOut(),
                        share.firstBytes(),
                        share.bytesIn()));
            }
        }
        return helpers;
    }

    /** The bytes of a block, unless the worker holds it or makes it itself. */
    private static long missing(Job job, WorkerRecord worker, OperandBlock block) {
        boolean has = worker.holding.holds(block.id())
                || !Generation.of(job, worker.profile, List.of(block)).isEmpty();
        return has ? 0 : block.bytes();
    }

    private static Forecast.Computer computer(CoreState state, Job job, @Nullable Double here) {
        Measured speeds = state.speeds;
        return new Forecast.Computer(
                speeds.links.out.perSecond(UNMEASURED_BYTES_A_SECOND),
                speeds.links.in.perSecond(UNMEASURED_BYTES_A_SECOND),
                here == null ? Double.POSITIVE_INFINITY : here,
                CHUNK_MS,
                speeds.closing.ms(job));
    }

    /** Jobs that run at the same time get work in proportion to their weights. */
    private static double share(CoreState state, Job job) {
        double others = state.jobs().stream()
                .filter(other -> !other.job.id().equals(job.id()))
                .mapToDouble(other -> other.job.options().priority().weight())
                .sum();
        double own = job.options().priority().weight();
        return own / (own + others);
    }

    /** A native worker at the loopback address; a browser there may be a phone behind a tunnel. */
    private static boolean isHere(WorkerProfile worker) {
        boolean nativeWorker =
                worker.engine().equals("vector") || worker.engine().equals("blas");
        return nativeWorker
                && (worker.address().startsWith("127.") || worker.address().equals("0:0:0:0:0:0:0:1"));
    }
}
