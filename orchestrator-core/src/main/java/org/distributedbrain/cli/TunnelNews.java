package org.distributedbrain.cli;

import java.util.function.Consumer;
import org.distributedbrain.tunnel.TunnelView;
import org.distributedbrain.tunnel.TunnelView.State;

/** Tells on stderr how the tunnel of a serving orchestrator comes and goes, a line each. */
final class TunnelNews implements Consumer<TunnelView> {
    private final Terminal terminal;
    private final Runnable up;
    private String said = "";

    /** @param up what is to be said more whenever it is on */
    TunnelNews(Terminal terminal, Runnable up) {
        this.terminal = terminal;
        this.up = up;
    }

    @Override
    public void accept(TunnelView tunnel) {
        var now = sentence(tunnel);
        if (!now.equals(said)) {
            said = now;
            if (!now.isEmpty()) {
                terminal.err().println(now);
            }
            if (tunnel.state() == State.ON) {
                up.run();
            }
        }
    }

    private static String sentence(TunnelView tunnel) {
        var problem = tunnel.problem();
        var why = problem == null ? "" : " " + problem.sentence();
        return switch (tunnel.state()) {
            case OFF -> "";
            case STARTING -> "The tunnel is being opened.";
            case ON -> "The tunnel is on: " + tunnel.url();
            case RECONNECTING -> "The tunnel is interrupted." + why;
            case FAILED -> "There is no tunnel." + why;
        };
    }
}
