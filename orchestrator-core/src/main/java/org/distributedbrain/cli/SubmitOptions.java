package org.distributedbrain.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.distributedbrain.server.api.JobDocument;
import org.distributedbrain.server.api.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What {@code brain submit} does with a job that was checked, whatever it computes: asks for an estimate, or hands it in, waits for its end
 * and fetches its result.
 */
final class SubmitOptions {
    @Mixin
    ClientOptions client;

    @Option(
            names = "--label",
            paramLabel = "TEXT",
            description = "What people see of the job. Default: what it is computed from.")
    @Nullable String label;

    @Option(
            names = "--no-wait",
            negatable = true,
            description = "Wait for the result (the default), or only hand in the job.")
    boolean wait = true;

    @Option(
            names = "--dry-run",
            description = "Only say what the job would take, where measured links and speeds tell; nothing is sent.")
    boolean dryRun;

    /** The fields of a request. Making them may ask the orchestrator, or send it files. */
    interface Request {
        Map<String, Object> fields(ApiClient api) throws IOException;
    }

    int estimate(Terminal terminal, Request job) throws IOException {
        try (var api = client.connect(terminal.environment())) {
            var estimate = api.estimate(job.fields(api));
            terminal.out().println(client.json ? Json.pretty(estimate) : estimate.sentence());
            return ExitStatus.DONE;
        }
    }

    /**
     * @param name what is said of the job while it is waited for
     * @param file where its result goes, if anywhere
     * @return the exit status
     */
    int submit(Terminal terminal, Request request, Function<JobDocument, String> name, @Nullable ResultOutput file)
            throws IOException {
        try (var api = client.connect(terminal.environment())) {
            var job = api.submit(labelled(request.fields(api)));
            if (!wait) {
                show(terminal, job, null);
                return ExitStatus.DONE;
            }
            terminal.err().println("Job " + job.id() + ", " + name.apply(job));
            var ended = JobWait.untilEnded(api, job, terminal);
            if (file != null && ended.succeeded()) {
                file.fetch(api, ended);
                JobReport.warnOfUnverified(terminal, ended);
                show(terminal, ended, file);
            } else {
                show(terminal, ended, null);
            }
            return ended.succeeded() ? ExitStatus.DONE : ExitStatus.JOB_FAILED;
        }
    }

    private Map<String, Object> labelled(Map<String, Object> fields) {
        var job = new LinkedHashMap<>(fields);
        if (label != null) {
            job.put("label", label);
        }
        return job;
    }

    private void show(Terminal terminal, JobDocument job, @Nullable ResultOutput result) {
        if (client.json) {
            terminal.out().println(Json.pretty(job));
        } else {
            JobReport.print(terminal, job, result == null ? null : result.path());
        }
    }
}
