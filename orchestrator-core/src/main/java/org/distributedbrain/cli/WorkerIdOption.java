package org.distributedbrain.cli;

import java.util.regex.Pattern;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.NodeDocument;
import picocli.CommandLine.Parameters;

/** A worker named on the command line: by its whole id, or, while it is connected, by the beginning of its id or its name. */
final class WorkerIdOption {
    private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int SHORTEST = 4;

    @Parameters(
            paramLabel = "ID",
            description =
                    "The worker's id, its first characters (at least 4), or its name; ./brain workers shows them.")
    String id = "";

    /** The whole id. @throws BadInput when no connected worker, or more than one, is meant */
    String resolve(ApiClient api) {
        if (WHOLE.matcher(id).matches()) {
            return id;
        }
        var meant = api.get("/api/v1/nodes", NodeDocument.Page.class).nodes().stream()
                .filter(node -> node.name().equals(id)
                        || (id.length() >= SHORTEST && node.id().startsWith(id)))
                .map(NodeDocument::id)
                .toList();
        return switch (meant.size()) {
            case 0 ->
                throw new BadInput(
                        "No connected worker is called " + id
                                + ", and no id begins like that: ./brain workers shows those there are; one that is away goes by its whole id.");
            case 1 -> meant.getFirst();
            default ->
                throw new BadInput(meant.size() + " workers are called " + id
                        + " or have an id that begins like that: write more of its id.");
        };
    }
}
