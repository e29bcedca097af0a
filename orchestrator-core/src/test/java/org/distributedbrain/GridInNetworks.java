package org.distributedbrain;

import java.net.InetAddress;
import java.util.List;

/** An orchestrator that believes that its computer has these addresses in its networks: those of 127.0.0.0/8 are there on any computer. */
public final class GridInNetworks {
    private GridInNetworks() {}

    public static Orchestrator start(OrchestratorOptions options, InetAddress... networks) {
        return Orchestrator.start(options, () -> List.of(networks));
    }
}
