package org.distributedbrain.persist;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.StoredOperand;

/** What is known of the matrices that were put on the grid; their files are {@link Blobs}. Safe from any thread. */
public interface OperandStore {

    /** How many matrices can be on the grid at once. */
    int LIMIT = 1_000;

    /**
     * Adds a matrix durably. One with this id that is there already gets the new name and keeps the rest; returns what is there now.
     *
     * @throws org.distributedbrain.job.BadInput when {@value #LIMIT} are there
     */
    StoredOperand put(StoredOperand operand);

    /** All of them, those put last first. */
    List<StoredOperand> operands();

    Optional<StoredOperand> operand(OperandId id);

    /** A job began with it. */
    void used(OperandId id, Instant at);

    /** False when it is not there. */
    boolean remove(OperandId id);
}
