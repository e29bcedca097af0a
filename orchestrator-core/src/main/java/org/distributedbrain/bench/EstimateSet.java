package org.distributedbrain.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.Grid;
import org.distributedbrain.job.Estimate;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.MatmulSource.Files;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;

/**
 * The set of jobs that predictions are judged by: products of files with sides from 128 to 2048, square and not, on one to eight native workers of one
 * thread each; for each number of workers first cold, then with B resident. Each job is predicted when it is accepted, from what the grid knows
 * at that moment, and timed.
 */
public final class EstimateSet {
    private static final List<MatmulSize> SIZES = List.of(
            new MatmulSize(128, 128, 128),
            new MatmulSize(256, 256, 256),
            new MatmulSize(512, 512, 512),
            new MatmulSize(1_024, 1_024, 1_024),
            new MatmulSize(2_048, 2_048, 2_048),
            new MatmulSize(2_048, 256, 512),
            new MatmulSize(300, 2_000, 700),
            new MatmulSize(1_500, 64, 1_500));

    private static final List<Integer> WORKERS = List.of(1, 2, 4, 8);

    /** The first cold, the others warm. */
    private static final int REPETITIONS = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Grid grid;
    private final Path scratch;
    private final List<NativeWorker> workers = new ArrayList<>();

    private EstimateSet(Grid grid, Path scratch) {
        this.grid = grid;
        this.scratch = scratch;
    }

    /** One job: what was expected and what came. */
    public record Row(MatmulSize size, int workers, int repetition, Estimate estimate, JobMetrics truth) {
        /** How far the prediction was off, in percent of the truth; without a sign. */
        public double errorPercent() {
            Double error = estimate.errorPercent(truth.totalMs());
            return error == null ? Double.POSITIVE_INFINITY : Math.abs(error);
        }
    }

    /** Runs the whole set, once without counting it, on a grid that has no workers yet; {@code scratch} is where the operands are made. */
    public static List<Row> run(Grid grid, Path scratch) throws InterruptedException {
        EstimateSet set = new EstimateSet(grid, scratch);
        List<Row> rows = new ArrayList<>();
        try {
            set.connect(WORKERS.getFirst());
            for (MatmulSize size : SIZES) {
                set.row(size, 0, false); // the program's own code is compiled meanwhile
            }
            for (int count : WORKERS) {
                set.connect(count);
                for (int repetition = 1; repetition <= REPETITIONS; repetition++) {
                    for (MatmulSize size : SIZES) {
                        rows.add(set.row(size, repetition, repetition > 1));
                    }
                }
            }
        } finally {
            set.workers.forEach(NativeWorker::close);
        }
        return rows;
    }

    private void connect(int count) throws InterruptedException {
        URI door = grid.invitation().best();
        while (workers.size() < count) {
            workers.add(NativeWorker.start(
                    door,
                    NativeWorkerOptions.defaults()
                            .withName("worker " + (workers.size() + 1))
                            .withThreads(1)));
        }
        while (grid.snapshot().totals().activeWorkers() < count) {
            Thread.sleep(5);
        }
    }

    private Row row(MatmulSize size, int repetition, boolean resident) throws InterruptedException {
        Path a = operand("A", size.rowsA(), size.colsA());
        Path b = operand("B", size.colsA(), size.colsB());
        OperandRef ref = new OperandRef(new OperandId("estimate set, " + b.getFileName()), true);
        Files source = new Files(new FileOperand(a, null, null), new FileOperand(b, null, resident ? ref : null));
        JobView job = grid.submit(new JobSpec(source, "estimate set", JobOptions.DEFAULT));
        JobView ended = grid.await(job.id(), PATIENCE);
        Estimate estimate = ended.estimate();
        JobMetrics truth = ended.metrics();
        if (estimate == null || truth == null) {
            throw new IllegalStateException("A job of " + size + " ended as " + ended.state() + ": " + ended.failure());
        }
        return new Row(size, workers.size(), repetition, estimate, truth);
    }

    private Path operand(String factor, int rows, int cols) {
        Path file = scratch.resolve(factor + "-" + rows + "x" + cols + ".npy");
        return java.nio.file.Files.exists(file) ? file : Operands.random(file, rows, cols, rows + 31L * cols);
    }

    /** The median of the errors, in percent. */
    public static double medianErrorPercent(List<Row> rows) {
        double[] errors = rows.stream().mapToDouble(Row::errorPercent).sorted().toArray();
        int middle = errors.length / 2;
        return errors.length % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2;
    }

    /**
     * The error that remains for one who knows what the same job took in the set's other repetitions, median in percent: what no prediction from the
     * past can be better than on a computer that is as restless as this one was.
     */
    public static double restlessnessPercent(List<Row> rows) {
        List<Double> errors = new ArrayList<>();
        for (Row row : rows) {
            double logs = rows.stream()
                    .filter(other -> other != row && other.size.equals(row.size) && other.workers == row.workers)
                    .mapToDouble(other -> Math.log(other.truth.totalMs()))
                    .average()
                    .orElseThrow();
            errors.add(100 * Math.abs(Math.exp(logs) / row.truth.totalMs() - 1));
        }
        errors.sort(null);
        return errors.get(errors.size() / 2);
    }
}
