package org.distributedbrain.app.submit;

import java.nio.file.Path;
import org.distributedbrain.matrix.MatrixInfo;

/** The place for one operand's file, and what is known of the file in it. */
public sealed interface Slot {

    record Empty() implements Slot {}

    record Reading(Path file) implements Slot {}

    record Ready(Path file, MatrixInfo matrix) implements Slot {}

    record Bad(Path file, String sentence) implements Slot {}
}
