package org.distributedbrain.persist;

import java.util.Optional;
import org.distributedbrain.job.JobId;
import org.distributedbrain.publish.ProvenJob;

/** Where the evidence of verification is read from. Safe from any thread. */
public interface ProofStore {

    /** A job of any state, with its verified chunks; empty when there is none with this id. */
    Optional<ProvenJob> proven(JobId job);
}
