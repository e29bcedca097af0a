package org.distributedbrain.app.submit;

import java.util.List;
import org.distributedbrain.job.Verification;

/** How results can be checked, the usual way first. */
final class Checks {
    static final List<Verification> OF_PRODUCTS = List.of(Verification.FREIVALDS, Verification.CPU, Verification.NONE);

    /** Of whole numbers, which are the same on every honest device. */
    static final List<Verification> OF_TILES = List.of(
            Verification.SPOT,
            Verification.quorum(2, 2),
            Verification.quorum(2, 3),
            Verification.quorum(3, 5),
            Verification.CPU,
            Verification.NONE);

    private Checks() {}
}
