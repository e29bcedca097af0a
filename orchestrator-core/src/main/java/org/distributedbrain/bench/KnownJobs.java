package org.distributedbrain.bench;

import java.util.Map;

/** Jobs, numbered, of which it is known what comes out. */
interface KnownJobs {

    /** As it is submitted. */
    Map<String, Object> job(int number);

    /** @param npy the job's result */
    boolean isRight(int number, byte[] npy);
}
