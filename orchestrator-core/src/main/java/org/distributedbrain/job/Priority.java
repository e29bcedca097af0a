package org.distributedbrain.job;

/** How much of the grid a job gets beside others that run at the same time. */
public enum Priority {
    LOW(1),
    NORMAL(4),
    HIGH(16);

    private final int weight;

    Priority(int weight) {
        this.weight = weight;
    }

    /** Its share: jobs that run together get work in proportion to their weights. */
    public int weight() {
        return weight;
    }
}
