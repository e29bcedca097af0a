package org.distributedbrain;

import org.distributedbrain.server.TunnelDoor;
import org.distributedbrain.tunnel.TunnelKeeper;
import org.distributedbrain.tunnel.UsageMeter;

/** Where the tunnel leads: to a door of its own, behind which everything is counted. */
record TunnelEnd(TunnelDoor door, UsageMeter meter) implements TunnelKeeper.LocalEnd {

    @Override
    public int open() {
        return door.open(meter::received, meter::sent);
    }

    @Override
    public void close() {
        door.close();
    }
}
