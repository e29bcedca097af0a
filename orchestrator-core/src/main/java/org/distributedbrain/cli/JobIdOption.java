package org.distributedbrain.cli;

import java.util.regex.Pattern;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.JobDocument;
import picocli.CommandLine.Parameters;

/** A job named on the command line, by its whole id or by its first characters. */
final class JobIdOption {
    private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern BEGINNING = Pattern.compile("[0-9a-f-]{4,35}");

    @Parameters(paramLabel = "ID", description = "The job's id, or its first characters (at least 4).")
    String id = "";

    /** The whole id. @throws BadInput when none of the newest 1000 jobs, or more than one, begins like that */
    String resolve(ApiClient api) {
        return resolve(id, api);
    }

    /** The same for an id that was given in another way. */
    static String resolve(String id, ApiClient api) {
        if (WHOLE.matcher(id).matches()) {
            return id;
        }
        if (!BEGINNING.matcher(id).matches()) {
            throw new BadInput("'" + id + "' is not a job id: write one that ./brain jobs shows.");
        }
        var matching = api.get("/api/v1/jobs?limit=1000", JobDocument.Page.class).jobs().stream()
                .map(JobDocument::id)
                .filter(whole -> whole.startsWith(id))
                .toList();
        return switch (matching.size()) {
            case 0 -> throw new BadInput("No job's id begins with " + id + ": ./brain jobs shows those there are.");
            case 1 -> matching.getFirst();
            default -> throw new BadInput(matching.size() + " jobs' ids begin with " + id + ": write more of it.");
        };
    }
}
