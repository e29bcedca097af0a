package org.distributedbrain.cli;

import java.util.Map;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Verification;
import org.distributedbrain.server.api.Words;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a job is to be done: its {@link JobOptions} on the command line. */
final class HowOptions {
    @Option(
            names = "--partition",
            paramLabel = "HOW",
            description =
                    "How the product is cut: rows (bands of A, each with the whole of B), tiles, or auto, which sends"
                            + " the fewest bytes. Default: auto.")
    String partition = Words.of(JobOptions.DEFAULT.partition());

    @Mixin
    PriorityOption priority;

    @Option(
            names = "--verify",
            paramLabel = "METHOD",
            description =
                    "How results are checked: freivalds; cpu, which also compares every value with this computer's own"
                            + " product; or none, which takes whatever a worker returns. Default: freivalds.")
    String verify = JobOptions.DEFAULT.verification().word();

    /** @throws org.distributedbrain.job.BadInput when one of them is no word of its option */
    JobOptions checked() {
        return new JobOptions(
                Words.parse("--partition", Partition.class, partition),
                priority.checked(),
                Verification.parse("--verify", verify));
    }

    /** As fields of a request. */
    Map<String, String> fields() {
        return Map.of("partition", partition, "priority", priority.word, "verify", verify);
    }
}
