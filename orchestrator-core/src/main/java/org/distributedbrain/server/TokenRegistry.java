package org.distributedbrain.server;

import java.util.List;
import java.util.Optional;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.distributedbrain.persist.StoredToken;

/** Who may use the doors, and whose jobs are whose. */
public interface TokenRegistry {
    /** Whose token it is: the operator's or a requestor's, that is valid now. Notes that it was used. Compares in a time that tells nothing of it. */
    Optional<Principal> holder(String token);

    /** @throws BadInput when its name is taken, or there are too many */
    Created create(TokenSpec spec);

    /** Requestors' tokens in the order of their names. */
    List<StoredToken> all();

    /** It opens nothing from now on. Empty when there is none with this id or name. */
    Optional<StoredToken> revoke(String idOrName);

    /** Makes a new operator token; the old one opens nothing any more. @throws BadInput when it cannot be stored */
    String renewOperator();

    /** Says whose job it is. */
    void own(JobId job, String owner);

    /** The name of the token that it was submitted with; empty for a job of the operator's. */
    Optional<String> owner(JobId job);

    /** How many jobs of this owner have not ended. */
    int unfinished(String owner);

    /** @param secret the token itself, which nobody can learn again */
    record Created(StoredToken token, String secret) {
        @Override
        public String toString() {
            return "Created[" + token.name() + "]";
        }
    }
}
