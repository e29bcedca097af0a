package org.distributedbrain.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.distributedbrain.Grid;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.publish.OperandView;

/** A grid on which no matrices are kept. */
abstract class OperandlessGrid implements Grid {
    @Override
    public OperandView putOperand(Path file, String name) {
        throw new UnsupportedOperationException("the made-up grid has no matrices on it");
    }

    @Override
    public List<OperandView> operands() {
        return List.of();
    }

    @Override
    public Optional<OperandView> operand(String idOrName) {
        return Optional.empty();
    }

    @Override
    public Optional<String> removeOperand(OperandId operand) {
        throw new BadInput("There is no matrix '" + operand + "' on the grid.");
    }
}
