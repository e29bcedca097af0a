package org.distributedbrain.job;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a product's operands come from. */
public sealed interface MatmulSource extends JobSource {
    /** The kernel's name. */
    String KERNEL = "matmul";

    @Override
    default String kernel() {
        return KERNEL;
    }

    /** Two matrices in files. */
    record Files(FileOperand a, FileOperand b) implements MatmulSource {

        /** Files that people know by their paths. */
        public Files(Path a, Path b) {
            this(a, null, b, null);
        }

        /** Files that only this job reads, with what their owner calls them, or null when that is their path. */
        public Files(Path a, @Nullable String nameOfA, Path b, @Nullable String nameOfB) {
            this(new FileOperand(a, nameOfA, null), new FileOperand(b, nameOfB, null));
        }

        /** The text with the owner's names instead of the files'. */
        public String named(String text) {
            return b.named(a.named(text));
        }
    }

    /**
     * A matrix in a file: {@code .npy}, or CSV for any other ending.
     *
     * @param name what its owner calls the file, or null when that is its path
     * @param ref which content it is, or null when only this job reads it
     * @param stamp how the file was when the job was submitted, or null when it was not looked at yet
     */
    record FileOperand(
            Path path,
            @Nullable String name,
            @Nullable OperandRef ref,
            @Nullable FileStamp stamp) {

        /** One that was not looked at yet. */
        public FileOperand(Path path, @Nullable String name, @Nullable OperandRef ref) {
            this(path, name, ref, null);
        }

        /** The same with its stamp. */
        public FileOperand stamped(FileStamp stamp) {
            return new FileOperand(path, name, ref, stamp);
        }

        private String named(String text) {
            return name == null
                    ? text
                    : text.replace(path.toString(), name).replace(String.valueOf(path.getFileName()), name);
        }
    }

    /** Random matrices in [-1, 1) made from a seed, bit for bit the same on every machine. */
    record Synthetic(MatmulSize size, long seed) implements MatmulSource {}

    @Override
    default OperandRef ref(JobId job, Operand operand) {
        OperandRef ref = switch (this) {
            case Files(FileOperand a, FileOperand b) -> operand == Operand.A ? a.ref() : b.ref();
            case Synthetic synthetic -> null;
        };
        return ref == null ? OperandRef.own(job, operand) : ref;
    }
}
