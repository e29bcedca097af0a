package org.distributedbrain.job;

/** Names a fault for good. Ids of one data folder's orchestrator grow as text does: a later fault's comes after an earlier one's. */
public record FaultId(String value) {

    /** The id of the fault with that number. */
    public static FaultId of(long number) {
        String digits = Long.toString(number);
        return new FaultId("0".repeat(19 - digits.length()) + digits);
    }

    @Override
    public String toString() {
        return value;
    }
}
