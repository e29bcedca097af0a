package org.distributedbrain.server;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.server.api.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job of a kernel without operands, as it is asked for.
 *
 * @param parameters what was given of {@link TileKernel#parameters()}, by their names
 * @param verification null for what is usual
 */
record KernelRequest(
        TileKernel kernel,
        Map<String, String> parameters,
        @Nullable String label,
        Priority priority,
        @Nullable Verification verification)
        implements JobRequest {
    private static final Set<String> FIELDS = Set.of("kernel", "label", "priority", "verify", "parameters");

    /** @throws BadInput naming the field */
    static KernelRequest parse(JsonNode json) {
        var name = json.path("kernel");
        var kernel = Kernels.find(name.asString(""))
                .orElseThrow(() -> new BadInput(
                        "kernel must be one of " + Kernels.names() + ", not " + RequestBody.shown(name) + "."));
        RequestBody.refuseOthers(json, FIELDS);
        return new KernelRequest(
                kernel,
                parameters(kernel, json.get("parameters")),
                RequestBody.text(json.get("label"), "label"),
                json.has("priority")
                        ? Words.parse(
                                "priority",
                                Priority.class,
                                json.path("priority").asString(""))
                        : JobOptions.DEFAULT.priority(),
                json.has("verify")
                        ? Verification.parse("verify", json.path("verify").asString(""))
                        : null);
    }

    private static Map<String, String> parameters(TileKernel kernel, @Nullable JsonNode node) {
        var parameters = new TreeMap<String, String>();
        if (node == null) {
            return parameters;
        }
        var known = kernel.parameters().stream().map(TileKernel.Parameter::name).collect(Collectors.toSet());
        if (!node.isObject()) {
            throw new BadInput("parameters must be an object with texts for " + String.join(", ", known) + ", not "
                    + RequestBody.shown(node) + ".");
        }
        RequestBody.refuseOthers(node, known);
        for (var entry : node.properties()) {
            var value = entry.getValue();
            // A fraction may not come as a number: those of JSON lose digits on the way.
            if (!value.isString() && !value.isIntegralNumber()) {
                throw new BadInput("The parameter '" + entry.getKey() + "' must be a text, for example \"0.75\", not "
                        + RequestBody.shown(value) + ".");
            }
            parameters.put(entry.getKey(), value.asString());
        }
        return parameters;
    }

    /** @throws BadInput when a parameter is not understood or out of range */
    JobSpec spec() {
        var plan = kernel.plan(parameters);
        var how = verification == null ? Verification.usual(plan.source()) : verification;
        return new JobSpec(
                plan.source(),
                label == null ? plan.label() : label,
                new JobOptions(JobOptions.DEFAULT.partition(), priority, how));
    }
}
