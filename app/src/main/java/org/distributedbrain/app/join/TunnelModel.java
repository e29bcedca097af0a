package org.distributedbrain.app.join;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.tunnel.TunnelControl;
import org.distributedbrain.tunnel.TunnelProblem.Kind;
import org.distributedbrain.tunnel.TunnelUsage;
import org.distributedbrain.tunnel.TunnelView;

/** The tunnel as it is, told by the grid, and what is wished of it. */
public final class TunnelModel implements AutoCloseable {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM").withZone(ZoneId.systemDefault());

    private final TunnelControl tunnel;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<TunnelView> view;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final TunnelControl.Subscription subscription;

    /**
     * Made off the screen thread.
     *
     * @param screen the screen thread
     * @param moved called there when the tunnel leads here from another address, or no longer
     */
    public TunnelModel(TunnelControl tunnel, Tasks tasks, Executor screen, Runnable moved) {
        this.tunnel = tunnel;
        this.tasks = tasks;
        this.view = new ReadOnlyObjectWrapper<>(this, "view", tunnel.view());
        view.map(TunnelView::url).addListener((o, before, now) -> moved.run());
        this.subscription = tunnel.subscribe(now -> screen.execute(() -> view.set(now)));
    }

    public ReadOnlyObjectProperty<TunnelView> view() {
        return view.getReadOnlyProperty();
    }

    /** While a wish is on its way. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    public boolean isWanted() {
        return view.get().state().isWanted();
    }

    /** How it is, in a few words. */
    public ObservableValue<String> state() {
        return view.map(now -> Texts.of("join.tunnel." + word(now)));
    }

    /** How it is, for the strip above every view; empty while nobody wants it. */
    public ObservableValue<String> strip() {
        return view.map(now -> now.state() == TunnelView.State.OFF ? "" : Texts.of("join.tunnel.strip." + word(now)));
    }

    /** What is the matter and what to do; empty when nothing is. */
    public ObservableValue<String> problem() {
        return view.map(now -> now.problem() == null ? "" : now.problem().sentence());
    }

    /** Whether ngrok's agent is missing and could be fetched. */
    public ObservableValue<Boolean> isAgentMissing() {
        return view.map(now -> now.problem() != null && now.problem().kind() == Kind.NO_AGENT);
    }

    /** Whether the token is missing or wrong. */
    public ObservableValue<Boolean> isTokenWanted() {
        return view.map(now -> now.problem() != null
                && (now.problem().kind() == Kind.NO_TOKEN || now.problem().kind() == Kind.BAD_TOKEN));
    }

    /** What went through it. */
    public ObservableValue<String> usage() {
        return view.map(now -> {
            TunnelUsage usage = now.usage();
            String since = DAY.format(usage.since());
            String out = Figures.bytes(usage.bytesOut());
            String in = Figures.bytes(usage.bytesIn());
            return now.allowance() == 0
                    ? Texts.of("join.tunnel.usage", since, out, in)
                    : Texts.of("join.tunnel.usage.of", since, out, Figures.bytes(now.allowance()), in);
        });
    }

    /** How much of the allowance is used, 0 to 1. */
    public ObservableValue<Double> share() {
        return view.map(now -> Math.min(1, now.usedShare()));
    }

    /** That most of the allowance is used, or all; empty before. */
    public ObservableValue<String> warning() {
        return view.map(now -> now.usedShare() >= 1
                ? Texts.of("join.tunnel.used.all")
                : now.usedShare() >= 0.8 ? Texts.of("join.tunnel.used.most") : "");
    }

    /** @param fetch whether the agent may be fetched */
    public void start(boolean fetch) {
        wish(() -> tunnel.start(fetch));
    }

    public void stop() {
        wish(tunnel::stop);
    }

    private void wish(Callable<TunnelView> work) {
        busy.set(true);
        tasks.run(
                "tunnel",
                work,
                now -> {
                    view.set(tunnel.view());
                    busy.set(false);
                },
                sentence -> busy.set(false));
    }

    private static String word(TunnelView now) {
        return switch (now.state()) {
            case OFF -> "off";
            case STARTING -> "starting";
            case ON -> "on";
            case RECONNECTING -> "reconnecting";
            case FAILED -> "failed";
        };
    }

    @Override
    public void close() {
        subscription.close();
    }
}
