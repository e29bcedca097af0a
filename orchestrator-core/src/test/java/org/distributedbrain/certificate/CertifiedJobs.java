package org.distributedbrain.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.matrix.NpyBytes;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Real jobs, computed once by real workers for all tests, with their certificates and results. */
public final class CertifiedJobs implements AutoCloseable {
    public static final int ROWS = 130;
    public static final int INNER = 90;
    public static final int COLS = 110;
    private static final java.time.Duration LIMIT = java.time.Duration.ofMinutes(1);

    /** A certificate and the files it speaks of. */
    public record Certified(
            SignedCertificate signed,
            @Nullable Path a,
            @Nullable Path b,
            Path c) {
        CertificateCheck.Report check() throws IOException {
            return check(signed.certificate());
        }

        /** Holds another certificate against these files. */
        CertificateCheck.Report check(Certificate certificate) throws IOException {
            return CertificateCheck.run(
                    certificate, new CertificateCheck.Evidence(a, b, c, 4, Files.createTempDirectory("scratch")));
        }
    }

    public final Path folder;
    private final Map<String, Certified> jobs = new HashMap<>();

    /** Makes them when the first test asks. */
    public static final class Provider implements ParameterResolver {
        private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Provider.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == CertifiedJobs.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(HERE).getOrComputeIfAbsent(CertifiedJobs.class, _ -> {
                try {
                    return new CertifiedJobs();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    private CertifiedJobs() throws Exception {
        folder = Files.createTempDirectory("certified");
        Random random = new Random(5);
        Path a = csv(random);
        Path b = npy("B.npy", "<f8", INNER, COLS, i -> random.nextGaussian());
        Path wildA = npy("WA.npy", "<f4", 40, 60, i -> i == 125 ? Double.NaN : i == 777 ? 1e38 : random.nextGaussian());
        Path wildB = npy("WB.npy", "<f4", 60, 50, i -> i % 50 == 7 ? Double.POSITIVE_INFINITY : random.nextGaussian());
        Path longA = npy("LA.npy", "<f4", 30, 20_000, i -> i == 5_000 ? Double.NaN : random.nextGaussian());
        Path longB = npy("LB.npy", "<f4", 20_000, 20, i -> random.nextGaussian());
        DataPaths data = DataPaths.in(folder.resolve("data"));
        JobId product;
        JobId interrupted;
        try (Orchestrator grid = Orchestrator.start(OrchestratorOptions.local(data, 0))) {
            try (NativeWorker _ = worker(grid, "Ada", 64 << 20);
                    NativeWorker _ = worker(grid, "Grace", 64 << 20)) {
                joined(grid, 2);
                product = done(grid, new MatmulSource.Files(a, b), "freivalds");
                keep(grid, "compared", done(grid, new MatmulSource.Files(a, b), "cpu"), a, b);
                keep(grid, "made", done(grid, made(700, 640, 620), "freivalds"), null, null);
                keep(grid, "row", done(grid, made(1, 700, 5), "freivalds"), null, null);
                keep(grid, "column", done(grid, made(300, 1, 1), "freivalds"), null, null);
                keep(grid, "wild", done(grid, new MatmulSource.Files(wildA, wildB), "freivalds"), wildA, wildB);
                for (String how : new String[] {"spot", "quorum:2/2", "cpu", "none"}) {
                    keep(grid, how, done(grid, picture(), how), null, null);
                }
            }
            try (NativeWorker _ = worker(grid, "Linus", 128 * 1024)) {
                joined(grid, 1);
                interrupted =
                        grid.submit(spec(made(700, 200, 700), "freivalds")).id();
                await().until(() -> grid.job(interrupted).orElseThrow().chunksDone() > 0);
            }
        }
        // What a certificate needs is there after a restart, and devices are so small that sums come in parts.
        try (Orchestrator grid = Orchestrator.start(OrchestratorOptions.local(data, 0))) {
            keep(grid, "product", product, a, b);
            try (NativeWorker _ = worker(grid, "Alan", 64 << 20)) {
                requireDone(grid.await(interrupted, LIMIT));
                keep(grid, "interrupted", interrupted, null, null);
            }
            try (NativeWorker _ = worker(grid, "Tiny", 256 * 1024)) {
                joined(grid, 1);
                keep(grid, "split", done(grid, made(30, 40_000, 20), "freivalds"), null, null);
                keep(grid, "wild split", done(grid, new MatmulSource.Files(longA, longB), "freivalds"), longA, longB);
            }
        }
    }

    private Path csv(Random random) throws IOException {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < ROWS * INNER; i++) {
            csv.append(random.nextGaussian()).append((i + 1) % INNER == 0 ? '\n' : ',');
        }
        return Files.writeString(folder.resolve("A.csv"), csv);
    }

    private Path npy(String name, String dtype, int rows, int cols, DoubleUnaryOperator value) throws IOException {
        return NpyBytes.matrix(dtype, false, rows, cols, value).write(folder.resolve(name));
    }

    private static MatmulSource made(int rowsA, int colsA, int colsB) {
        return new MatmulSource.Synthetic(new MatmulSize(rowsA, colsA, colsB), 9);
    }

    private static JobSource picture() {
        return Kernels.find("mandelbrot")
                .orElseThrow()
                .plan(Map.of("size", "90x70", "iterations", "200"))
                .source();
    }

    private NativeWorker worker(Orchestrator grid, String name, long memory) {
        return NativeWorker.start(
                grid.invitation().best(),
                NativeWorkerOptions.defaults()
                        .withName(name)
                        .withThreads(1)
                        .withMemoryBytes(memory)
                        .withStateFolder(folder.resolve(name)));
    }

    private static void joined(Orchestrator grid, int workers) {
        await().until(() -> grid.snapshot().totals().activeWorkers() == workers);
    }

    private static JobSpec spec(JobSource source, String verify) {
        return new JobSpec(
                source,
                "certified",
                new JobOptions(Partition.TILES, Priority.NORMAL, Verification.parse("verify", verify)));
    }

    private static JobId done(Orchestrator grid, JobSource source, String verify) throws Exception {
        JobId id = grid.submit(spec(source, verify)).id();
        requireDone(grid.await(id, LIMIT));
        return id;
    }

    private static void requireDone(JobView job) {
        assertThat(job.state()).as("%s", job).isEqualTo(JobState.DONE);
    }

    private void keep(Orchestrator grid, String name, JobId job, @Nullable Path a, @Nullable Path b)
            throws IOException {
        Path c = Files.copy(grid.result(job), folder.resolve("C " + name.replace('/', '-') + ".npy"));
        jobs.put(name, new Certified(grid.certificate(job), a, b, c));
    }

    public Certified get(String name) {
        return java.util.Objects.requireNonNull(jobs.get(name), name);
    }

    public ProductCertificate product(String name) {
        return (ProductCertificate) get(name).signed().certificate();
    }

    public TilesCertificate tiles(String name) {
        return (TilesCertificate) get(name).signed().certificate();
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
