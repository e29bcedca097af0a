package org.distributedbrain.app.submit;

import java.nio.file.Path;
import org.distributedbrain.matrix.MatrixInfo;
import org.distributedbrain.matrix.MatrixPreview;
import org.jspecify.annotations.Nullable;

/** The place for one operand's file, and what is known of the file in it. */
public sealed interface Slot {

    record Empty() implements Slot {}

    record Reading(Path file) implements Slot {}

    /** @param preview null while its values are still being read; its job can be run all the same */
    record Ready(Path file, MatrixInfo matrix, @Nullable MatrixPreview preview) implements Slot {}

    record Bad(Path file, String sentence) implements Slot {}
}
