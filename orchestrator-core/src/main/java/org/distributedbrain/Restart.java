package org.distributedbrain;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.distributedbrain.flow.Command;
import org.distributedbrain.flow.Event;
import org.distributedbrain.flow.FlowLimits;
import org.distributedbrain.flow.Orchestration;
import org.distributedbrain.flow.Step;
import org.distributedbrain.flow.UnfinishedJob;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.DataFolder;
import org.distributedbrain.persist.JobStore;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.server.SocketLimits;

/**
 * The core, and what it is told before anybody can look: the jobs that an earlier run left unfinished, and how long those took that have ended.
 *
 * @param earlier the newest jobs that have ended, newest first
 */
record Restart(Orchestration core, List<JobView> earlier) {
    private static final int EARLIER_JOBS = 100;

    /**
     * Lets unfinished jobs go on. Their files are being opened when it returns.
     *
     * @param run carries out a command of the core
     * @throws BadInput when the store does not take what follows from the restart
     */
    static Restart of(SocketLimits limits, JobStore store, DataFolder folder, Consumer<Command> run, Instant now) {
        FlowLimits flow = new FlowLimits(
                limits.window(), limits.silence(), FlowLimits.DEFAULT.attempts(), FlowLimits.DEFAULT.unfinishedJobs());
        // Task numbers grow with the clock, so that a number of an earlier run never means a task of this one.
        Orchestration core = new Orchestration(flow, now.toEpochMilli() * 1_000, new SecureRandom().nextLong());
        List<UnfinishedJob> unfinished = store.unfinished();
        folder.keepUnfinished(unfinished.stream().map(UnfinishedJob::id).collect(Collectors.toSet()));
        Step step = core.step(new Event.Restarted(unfinished), now);
        try {
            store.commit(step.facts());
        } catch (JobStore.StoreException e) {
            throw new BadInput(String.valueOf(e.getMessage()), e);
        }
        step.commands().forEach(run);
        List<JobView> earlier = store.newest(EARLIER_JOBS).stream()
                .filter(job -> job.state().isFinal())
                .toList();
        core.step(new Event.HistoryTold(earlier.reversed()), now);
        return new Restart(core, earlier);
    }
}
