package org.distributedbrain.app.submit;

import java.nio.file.Path;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.matrix.MatrixInfo;

/** Looks at a matrix file's shape and type, without reading all of it where the format allows. */
@FunctionalInterface
public interface MatrixProbe {

    /** @throws BadInput when it is not a matrix that can be multiplied, in one sentence */
    MatrixInfo describe(Path file);
}
