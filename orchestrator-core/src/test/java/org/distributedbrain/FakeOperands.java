package org.distributedbrain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.StoredOperand;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.publish.OperandView;

/** The matrices on a {@link FakeGrid}, those put last first. May be used from any thread. */
final class FakeOperands {
    private final List<OperandView> operands = new ArrayList<>();

    /** Keeps the shape of the matrix in a file and forgets its content; its id is the file's name without the ending. */
    synchronized OperandView put(Path file, String name) {
        var matrix = MatrixFile.describe(file);
        var id = new OperandId(file.getFileName().toString().replaceFirst("\\..*", ""));
        remove(id);
        operands.addFirst(new OperandView(
                new StoredOperand(
                        id, name, matrix.rows(), matrix.cols(), file.toFile().length(), Samples.NOON, null),
                3));
        return operands.getFirst();
    }

    synchronized List<OperandView> all() {
        return List.copyOf(operands);
    }

    synchronized Optional<OperandView> find(String idOrName) {
        return operands.stream()
                .filter(view -> view.operand().id().value().startsWith(idOrName)
                        || view.operand().name().equals(idOrName))
                .findFirst();
    }

    synchronized void remove(OperandId id) {
        operands.removeIf(view -> view.operand().id().equals(id));
    }
}
