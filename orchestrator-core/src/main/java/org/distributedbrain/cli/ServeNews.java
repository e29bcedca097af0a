package org.distributedbrain.cli;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.Verification;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.Snapshot;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happens at a serving orchestrator, a line each, on stderr and in the log: who comes and goes, and how jobs end. */
final class ServeNews implements Consumer<Snapshot> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeNews.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private final Terminal terminal;
    private final Set<WorkerId> here = new HashSet<>();
    private final Map<JobId, Boolean> jobs = new HashMap<>();
    private boolean first = true;
    private @Nullable String trouble;

    ServeNews(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void accept(Snapshot snapshot) {
        var connected = new HashSet<WorkerId>();
        for (var worker : snapshot.workers()) {
            if (worker.state() != WorkerState.GONE) {
                connected.add(worker.id());
            }
            workerSeen(worker);
        }
        here.retainAll(connected);
        var shown = new HashSet<JobId>();
        for (var job : snapshot.jobs()) {
            shown.add(job.id());
            jobSeen(job);
        }
        jobs.keySet().retainAll(shown);
        troubleSeen(snapshot.trouble());
        first = false;
    }

    private void troubleSeen(@Nullable String sentence) {
        if (!Objects.equals(sentence, trouble)) {
            say(sentence == null ? "what is decided can be stored again: jobs go on" : sentence);
            trouble = sentence;
        }
    }

    private void workerSeen(WorkerView worker) {
        if (worker.state() == WorkerState.GONE) {
            if (here.remove(worker.id())) {
                say("worker " + worker.name() + " left");
            }
        } else if (here.add(worker.id())) {
            say("worker " + worker.name() + " joined: " + worker.engine() + ", " + worker.device());
        }
    }

    private void jobSeen(JobView job) {
        var ended = job.state().isFinal();
        var before = jobs.put(job.id(), ended);
        if (first) {
            return; // of an earlier run
        }
        if (before == null) {
            say("job " + job.id() + " submitted: " + job.label());
        }
        if (ended && !Boolean.TRUE.equals(before)) {
            say("job " + job.id() + " " + end(job));
        }
    }

    private static String end(JobView job) {
        var metrics = job.metrics();
        return switch (job.state()) {
            case DONE ->
                "done" + (metrics == null ? "" : " in " + Figures.duration(metrics.totalMs())) + ", " + checked(job);
            case FAILED -> "failed: " + job.failure();
            case CANCELLED -> "cancelled";
            case QUEUED, RUNNING, SEALING -> "runs";
        };
    }

    private static String checked(JobView job) {
        return job.options().verification().equals(Verification.NONE) ? "NOT VERIFIED" : "verified";
    }

    private void say(String what) {
        LOG.info(what);
        terminal.err().println(terminal.dim(LocalTime.now().format(TIME)) + " " + what);
    }
}
