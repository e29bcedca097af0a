package org.distributedbrain;

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

/** A tunnel that is on at once, unless the agent has to be fetched or something else is the matter. */
public final class FakeTunnel implements TunnelControl {
    private static final Instant SINCE = Instant.parse("2026-03-01T10:00:00Z");
    private final List<Consumer<TunnelView>> listeners = new CopyOnWriteArrayList<>();
    private volatile TunnelView view = view(State.OFF, null, null);
    /** Whether ngrok's agent is not on this computer. */
    public boolean agentIsMissing;
    /** Why it cannot be on, if it cannot. */
    public @Nullable TunnelProblem refusal;

    private static TunnelView view(State state, @Nullable String url, @Nullable TunnelProblem problem) {
        return new TunnelView(
                state,
                url == null ? null : URI.create(url),
                problem,
                SINCE,
                new TunnelUsage(SINCE, 250_000_000, 40_000_000),
                1_000_000_000);
    }

    @Override
    public TunnelView view() {
        return view;
    }

    @Override
    public TunnelView start(boolean fetchAgent) {
        if (agentIsMissing && !fetchAgent) {
            return become(view(State.FAILED, null, new TunnelProblem(Kind.NO_AGENT, "There is no agent: --fetch it.")));
        }
        return become(
                refusal == null
                        ? view(State.ON, "https://make-believe.ngrok-free.app", null)
                        : view(State.FAILED, null, refusal));
    }

    @Override
    public TunnelView stop() {
        return become(view(State.OFF, null, null));
    }

    private TunnelView become(TunnelView next) {
        view = next;
        listeners.forEach(listener -> listener.accept(next));
        return next;
    }

    @Override
    public Subscription subscribe(Consumer<TunnelView> listener) {
        listeners.add(listener);
        listener.accept(view);
        return () -> listeners.remove(listener);
    }
}
