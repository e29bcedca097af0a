package org.distributedbrain.tunnel;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.tunnel.TunnelKeeper.LocalEnd;
import org.distributedbrain.tunnel.TunnelProblem.Refused;

/** The tunnel through ngrok, with what went through it. Everything of it is in a folder of its own. */
public final class NgrokDesk implements TunnelControl, AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Supplier<TunnelSettings> settings;
    private final UsageMeter meter;
    private final TunnelNews news = new TunnelNews(this::view);
    private final TunnelKeeper keeper;
    private volatile long allowance;

    /** @param folder for the agent, its configuration and the count */
    public NgrokDesk(
            Path folder, LocalEnd end, Supplier<TunnelSettings> settings, UsageMeter meter, InstantSource clock) {
        this(folder, end, settings, meter, clock, FIRST_PAUSE);
    }

    NgrokDesk(
            Path folder,
            LocalEnd end,
            Supplier<TunnelSettings> settings,
            UsageMeter meter,
            InstantSource clock,
            Duration firstPause) {
        this.settings = settings;
        this.meter = meter;
        this.keeper =
                new TunnelKeeper((now, fetch) -> ngrok(folder, now, fetch), end, settings, clock, firstPause, news);
        lookUpAllowance();
        news.every(LOOK, () -> {
            meter.store();
            news.happened();
        });
    }

    private static Tunnel ngrok(Path folder, TunnelSettings settings, boolean fetch) {
        String token = settings.token();
        if (token == null) {
            throw new Refused(AgentProblems.NO_TOKEN);
        }
        NgrokAgent agent = new NgrokAgent(folder);
        Path program = agent.find(settings.programs()).orElse(null);
        if (program == null) {
            if (!fetch) {
                throw new Refused(AgentProblems.NO_AGENT);
            }
            program = agent.fetch();
        }
        return new NgrokTunnel(program, folder, token);
    }

    private void lookUpAllowance() {
        try {
            allowance = settings.get().allowance();
        } catch (BadInput e) {
            // said when the tunnel is started
        }
    }

    @Override
    public TunnelView view() {
        return keeper.view(meter.usage(), allowance);
    }

    @Override
    public TunnelView start(boolean fetchAgent) {
        lookUpAllowance();
        keeper.start(fetchAgent);
        return view();
    }

    @Override
    public TunnelView stop() {
        keeper.stop();
        return view();
    }

    @Override
    public Subscription subscribe(Consumer<TunnelView> listener) {
        return news.subscribe(listener);
    }

    @Override
    public void close() {
        keeper.close();
        news.close();
        meter.store();
    }
}
