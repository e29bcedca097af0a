package org.distributedbrain.bench;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.flow.FlowLimits;
import org.distributedbrain.flow.Orchestration;
import org.distributedbrain.flow.Step;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.Job;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Verdict;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.job.WorkerProfile;

/** How many chunks a second the pure core can bring all the way (five events and the next decision), without sockets, files or clocks. */
final class CoreBench implements Bench {
    private static final int WORKERS = 1_000;
    private static final Verdict PASSED = new Verdict.Passed(new Evidence(3, 0.1, 0, null));

    @Override
    public String name() {
        return "core";
    }

    @Override
    public List<Figure> run(Setup setup) {
        setup.progress().accept("core: decisions with " + WORKERS + " workers");
        Fleet fleet = new Fleet();
        long nanos = (long) (1e9 * setup.effort());
        for (int i = 0; i < 2; i++) {
            fleet.rate(nanos);
        }
        Samples rates = new Samples();
        for (int i = 0; i < 5; i++) {
            rates.add(fleet.rate(nanos));
        }
        return List.of(Figure.of(name(), "chunks decided a second, 1,000 workers", rates.median(), "/s")
                .noted("one thread, median of 5"));
    }

    private static final class Fleet {
        private final Orchestration core = new Orchestration(FlowLimits.DEFAULT, 1);
        private final Deque<Command.SendChunk> atWorkers = new ArrayDeque<>();
        private Instant now = Instant.EPOCH;
        private long jobs;

        Fleet() {
            for (int i = 0; i < WORKERS; i++) {
                WorkerId id = new WorkerId("w" + i);
                step(new Event.WorkerJoined(new WorkerProfile(
                        id, "w", "phone", "webgpu", "d", Set.of("matmul"), 1L << 30, 4L << 30, "127.0.0.1")));
            }
        }

        double rate(long nanos) {
            long start = System.nanoTime();
            long chunks = 0;
            long took = 0;
            while (took < nanos) {
                for (int i = 0; i < 100; i++) {
                    chunk();
                }
                chunks += 100;
                took = System.nanoTime() - start;
            }
            return chunks * 1e9 / took;
        }

        private void chunk() {
            Command.SendChunk sent = atWorkers.pollFirst();
            if (sent == null) {
                submit();
                sent = atWorkers.removeFirst();
            }
            now = now.plusNanos(10_000);
            step(new Event.TaskStarted(sent.worker(), sent.task()));
            step(new Event.TaskComputed(sent.worker(), sent.task(), 1));
            step(new Event.ChunkReturned(sent.worker(), sent.task()));
            step(new Event.ChunkChecked(sent.task(), PASSED));
            step(new Event.ChunksStored(List.of(sent.task())));
        }

        private void submit() {
            JobId id = new JobId(new UUID(1, ++jobs).toString());
            MatmulSize size = new MatmulSize(100_000, 1_000, 1_000);
            step(new Event.JobSubmitted(Job.of(
                    id, size, new MatmulSource.Synthetic(size, jobs), JobOptions.DEFAULT, "bench", List.of(), now)));
        }

        private void step(Event event) {
            Step step = core.step(event, now);
            for (Command command : step.commands()) {
                if (command instanceof Command.SendChunk send) {
                    atWorkers.addLast(send);
                } else if (command instanceof Command.SealResult seal) {
                    step(new Event.ResultSealed(seal.job().id()));
                }
            }
        }
    }
}
