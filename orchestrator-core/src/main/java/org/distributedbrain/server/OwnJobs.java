package org.distributedbrain.server;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.JobView;

/** Whose jobs are whose: counts how many unfinished ones a requestor has, and lets nobody but the operator end another's. */
final class OwnJobs {
    private final TokenRegistry tokens;
    /** Submissions under way of each requestor, which the registry does not know of yet. */
    private final Map<String, Integer> arriving = new HashMap<>();

    OwnJobs(TokenRegistry tokens) {
        this.tokens = tokens;
    }

    /** Submits a job that is this requestor's from then on. @throws Problem 429 when it has too many */
    JobView submit(Principal who, Supplier<JobView> submission) {
        if (who.isOperator()) {
            return submission.get();
        }
        begin(who);
        JobView job;
        try {
            job = submission.get();
        } catch (RuntimeException | Error e) {
            end(who.name());
            throw e;
        }
        owned(who, job.id());
        return job;
    }

    private synchronized void begin(Principal who) {
        int now = tokens.unfinished(who.name()) + arriving.getOrDefault(who.name(), 0);
        if (now >= who.unfinishedJobs()) {
            throw new Problem(
                    429,
                    "'" + who.name() + "' has " + now + " unfinished jobs, the most it may have ("
                            + who.unfinishedJobs() + "): wait until one has ended, or cancel one.");
        }
        arriving.merge(who.name(), 1, Integer::sum);
    }

    private synchronized void owned(Principal who, JobId job) {
        try {
            tokens.own(job, who.name());
        } finally {
            end(who.name());
        }
    }

    private synchronized void end(String name) {
        arriving.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
    }

    /** @throws Problem 403 when it is another's */
    void mustBeOwn(Principal who, JobId job) {
        if (!who.scope().includes(Scope.OPERATE)
                && tokens.owner(job).filter(who.name()::equals).isEmpty()) {
            throw new Problem(
                    403,
                    "Job " + job + " was not submitted with '" + who.name() + "', whose scope "
                            + who.scope().word() + " reaches its own jobs only: ask the operator.");
        }
    }
}
