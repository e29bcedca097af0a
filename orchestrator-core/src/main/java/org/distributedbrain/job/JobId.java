package org.distributedbrain.job;

import java.util.UUID;

/** Names a job for good, in the database, on the wire and in file names: a UUID in its canonical text form. */
public record JobId(String value) {
    public JobId {
        if (!UUID.fromString(value).toString().equals(value)) {
            throw new IllegalArgumentException("'" + value + "' is not a job id: a job id is a lower-case UUID.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
