package org.distributedbrain.kernel.matmul;

import java.nio.file.Path;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.matrix.MatrixFile;

/** How the file of one factor is opened: each time anew, or shared between jobs. */
public interface OperandOpener {

    /** @throws org.distributedbrain.job.BadInput when the file cannot be used */
    MeasuredMatrix open(FileOperand file);

    /** Opens each file anew; {@code scratchFolder} is where converted matrices lie until they are closed. */
    static OperandOpener anew(Path scratchFolder) {
        return file -> MeasuredMatrix.owning(MatrixFile.read(file.path(), scratchFolder));
    }
}
