package org.distributedbrain.persist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.distributedbrain.flow.Fact;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.WorkerId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to keep attempts: chunks a second that are made durable, 200 in a transaction, with their attempts and without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CommitBenchmark {
    private static final int CHUNKS = 200;

    @Param({"false", "true"})
    boolean attempts;

    private Path folder;
    private SqlJobStore store;
    private WorkerId worker;
    private JobId job;
    private int chunk;
    private long task;

    @Setup(Level.Trial)
    public void open() throws IOException {
        folder = Files.createTempDirectory("commits");
        store = SqlJobStore.open(folder.resolve("brain.db"), Facts.NOON);
        worker = store.identify(null, null, "Ada", Facts.NOON).id();
        nextJob();
        store.commit(List.of(Facts.enlisted(worker, "Ada", Facts.NOON)));
    }

    private void nextJob() {
        job = Facts.newJob();
        chunk = 0;
        store.commit(List.of(Facts.accepted(job, Facts.NOON)));
    }

    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public void chunksThatBecomeDurable() {
        if (chunk > 10_000) {
            nextJob();
        }
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < CHUNKS; i++) {
            Instant now = Facts.NOON.plusMillis(++task);
            if (attempts) {
                facts.add(new Fact.AttemptEnded(Facts.attempt(job, task, worker, now)));
            }
            facts.add(Facts.verified(job, chunk++, worker, now));
            facts.add(Facts.credited(worker, 1, 1e9, now));
        }
        store.commit(facts);
        store.tidy();
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        store.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
