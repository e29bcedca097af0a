package org.distributedbrain.app.submit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.distributedbrain.job.BadInput;

/** Looks at a matrix file's shape and type, quickly and without reading all of it where the format allows. */
@FunctionalInterface
public interface MatrixProbe {

    /** @throws BadInput when it is not a matrix that can be multiplied, in one sentence */
    Shape describe(Path file) throws IOException;

    /**
     * @param type how its values are stored, for people
     * @param notes what one should know of its values, one sentence each
     */
    record Shape(long rows, long cols, String type, List<String> notes) {
        public Shape {
            notes = List.copyOf(notes);
        }
    }
}
