package org.distributedbrain.bench;

/**
 * How a zero worker behaves. Simulated computing is a timer, so that it costs no processor time.
 *
 * @param operationsPerSecond how fast it pretends to compute; 0 to answer as soon as the operands are there
 * @param maxBlockBytes what it says it can hold in one piece
 * @param memoryBytes what it says it can hold in all
 * @param misconduct what it does wrong
 * @param afterTasks how many tasks it answers before it begins to misbehave
 */
public record Conduct(
        double operationsPerSecond, long maxBlockBytes, long memoryBytes, Misconduct misconduct, int afterTasks) {
    private static final long LARGEST = 1L << 30;

    /** Answers at once and has room for everything. */
    public static final Conduct PROMPT = new Conduct(0, LARGEST, 4 * LARGEST, Misconduct.NONE, 0);

    /** What can be wrong with a worker. */
    public enum Misconduct {
        NONE,
        /** Takes tasks and never answers them, though it is alive. */
        SILENT,
        /** Answers pings only, like a page that was frozen. */
        FREEZES,
        /** Breaks the connection off. */
        CLOSES,
        /** Returns ones instead of zeros. */
        LIES
    }

    public Conduct computing(double operationsPerSecond) {
        return new Conduct(operationsPerSecond, maxBlockBytes, memoryBytes, misconduct, afterTasks);
    }

    public Conduct withRoom(long maxBlockBytes, long memoryBytes) {
        return new Conduct(operationsPerSecond, maxBlockBytes, memoryBytes, misconduct, afterTasks);
    }

    public Conduct misbehaving(Misconduct misconduct, int afterTasks) {
        return new Conduct(operationsPerSecond, maxBlockBytes, memoryBytes, misconduct, afterTasks);
    }
}
