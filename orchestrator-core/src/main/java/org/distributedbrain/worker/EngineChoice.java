package org.distributedbrain.worker;

import java.util.Locale;
import org.distributedbrain.job.BadInput;

/** Which engine a person asks for. */
public enum EngineChoice {
    /** The fastest one, by measurement. */
    AUTO,
    /** The kernels of this program on the Vector API. */
    VECTOR,
    /** An installed BLAS library. */
    BLAS;

    /** @throws BadInput when it is no such word */
    public static EngineChoice parse(String word) {
        for (EngineChoice choice : values()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(word)) {
                return choice;
            }
        }
        throw new BadInput("There is no engine '" + word + "'; choose auto, vector or blas.");
    }
}
