package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.JobDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain submit matmul}: checks everything here first, then uploads, submits, waits and fetches. */
@Command(name = "matmul", mixinStandardHelpOptions = true, description = "Multiply two matrices: C = A·B, verified.")
final class MatmulCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    MatmulOptions product;

    @Mixin
    HowOptions how;

    @Mixin
    SubmitOptions submit;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write C as .npy; waits for it.")
    @Nullable Path output;

    MatmulCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var checked = product.checked(this::onTheGrid);
        how.checked();
        if (submit.dryRun) {
            return submit.estimate(terminal, api -> request(checked.unsent(api)));
        }
        if (output == null) {
            return run(checked, null);
        }
        if (!submit.wait) {
            throw new BadInput("-o " + output + " needs the result: leave out --no-wait.");
        }
        try (var file = ResultOutput.prepare(output, checked.files(), false)) {
            file.requireRoom(checked.size().rowsA(), checked.size().colsB());
            return run(checked, file);
        }
    }

    private Factor onTheGrid(String text) {
        try (var api = submit.client.connect(terminal.environment())) {
            return Factor.onTheGrid(text, api);
        }
    }

    private int run(Product product, @Nullable ResultOutput file) throws IOException {
        return submit.submit(terminal, api -> request(product.fields(api)), JobDocument::size, file);
    }

    private Map<String, Object> request(Map<String, ?> operands) {
        var job = new LinkedHashMap<String, Object>();
        job.put("kernel", "matmul");
        job.putAll(operands);
        job.putAll(how.fields());
        return job;
    }
}
