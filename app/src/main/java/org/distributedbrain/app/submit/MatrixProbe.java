package org.distributedbrain.app.submit;

import java.nio.file.Path;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.matrix.MatrixInfo;
import org.distributedbrain.matrix.MatrixPreview;

/** Looks into a matrix file. Both may wait for the disk. */
public interface MatrixProbe {

    /** Cells along the longer side of a preview's picture, and first values along each side. */
    int CELLS = 96;

    int CORNER = 3;

    /** The files of this computer. */
    MatrixProbe FILES = new MatrixProbe() {
        @Override
        public MatrixInfo describe(Path file) {
            return MatrixFile.describe(file);
        }

        @Override
        public MatrixPreview preview(Path file) {
            return MatrixPreview.of(file, CELLS, CORNER);
        }
    };

    /**
     * Its shape and type, without reading all of it where the format allows.
     *
     * @throws BadInput when it is not a matrix that can be multiplied, in one sentence
     */
    MatrixInfo describe(Path file);

    /**
     * All of its values at a glance.
     *
     * @throws BadInput likewise
     */
    MatrixPreview preview(Path file);
}
