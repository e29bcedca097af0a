package org.distributedbrain.bench;

import java.util.List;

/** One group of measurements. */
public interface Bench {
    /** Every group, in the order they are run. */
    static List<Bench> all() {
        return List.of(
                new WireBench(),
                new CoreBench(),
                new FaultsBench(),
                new ScaleBench(),
                new EndToEndBench(),
                new EstimateBench(),
                new TrustBench(),
                new LiarsBench(),
                new HistoryBench());
    }

    /** The word it is asked for by. */
    String name();

    /** Measures; takes seconds. Whatever it starts has ended when it returns. */
    List<Figure> run(Setup setup) throws Exception;
}
