package org.distributedbrain.app;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.distributedbrain.tunnel.TunnelControl;
import org.distributedbrain.tunnel.TunnelProblem;
import org.distributedbrain.tunnel.TunnelProblem.Kind;
import org.distributedbrain.tunnel.TunnelUsage;
import org.distributedbrain.tunnel.TunnelView;
import org.distributedbrain.tunnel.TunnelView.State;
import org.jspecify.annotations.Nullable;

/** A tunnel that does at once what is wished, or what a test says. */
public final class FakeTunnel implements TunnelControl {
    public static final String ADDRESS = "https://calm-otter-1187.ngrok-free.app/join#k3Vq9TzR1mXwYb7LhP2cQa";
    private static final Instant SINCE = Instant.parse("2026-11-01T08:00:00Z");

    private final FakeInvitations invitations;
    private final List<Consumer<TunnelView>> listeners = new CopyOnWriteArrayList<>();
    private volatile TunnelView view = view(State.OFF, null, null, 0);
    private volatile boolean agentIsMissing;

    FakeTunnel(FakeInvitations invitations) {
        this.invitations = invitations;
    }

    private static TunnelView view(State state, @Nullable URI url, @Nullable TunnelProblem problem, long out) {
        return new TunnelView(state, url, problem, SINCE, new TunnelUsage(SINCE, out, out / 5), 1_000_000_000);
    }

    /** It is on, and so much has gone out through it. */
    public void on(long bytesOut) {
        invitations.tunnel(ADDRESS);
        become(view(State.ON, URI.create(ADDRESS).resolve("/"), null, bytesOut));
    }

    public void become(State state, Kind kind, String sentence) {
        invitations.tunnel("");
        become(view(state, null, new TunnelProblem(kind, sentence), 0));
    }

    /** From now on it is refused unless the agent may be fetched. */
    public void agentIsMissing() {
        agentIsMissing = true;
    }

    private void become(TunnelView next) {
        view = next;
        listeners.forEach(listener -> listener.accept(next));
    }

    @Override
    public TunnelView view() {
        return view;
    }

    @Override
    public TunnelView start(boolean fetchAgent) {
        if (agentIsMissing && !fetchAgent) {
            become(State.FAILED, Kind.NO_AGENT, "ngrok’s agent is not on this computer: let it be fetched.");
        } else {
            on(0);
        }
        return view;
    }

    @Override
    public TunnelView stop() {
        invitations.tunnel("");
        become(view(State.OFF, null, null, view.usage().bytesOut()));
        return view;
    }

    @Override
    public Subscription subscribe(Consumer<TunnelView> listener) {
        listeners.add(listener);
        listener.accept(view);
        return () -> listeners.remove(listener);
    }
}
