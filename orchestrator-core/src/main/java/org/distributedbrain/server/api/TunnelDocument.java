package org.distributedbrain.server.api;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.distributedbrain.tunnel.TunnelProblem;
import org.distributedbrain.tunnel.TunnelView;
import org.jspecify.annotations.Nullable;

/**
 * How the tunnel is.
 *
 * @param state {@code off}, {@code starting}, {@code on}, {@code reconnecting} or {@code failed}
 * @param url where it leads here from; null while it does not
 * @param problem a word for why it is not on, for example {@code no-token}; null while nothing is the matter
 * @param sentence the same in a sentence, with what to do
 * @param since when the state began
 * @param bytesOut to devices, since {@code countedSince}
 * @param bytesIn from devices
 * @param allowanceBytes a month that may go out under the plan; 0 for any number
 */
public record TunnelDocument(
        String state,
        @Nullable URI url,
        @Nullable String problem,
        @Nullable String sentence,
        Instant since,
        Instant countedSince,
        long bytesOut,
        long bytesIn,
        long allowanceBytes) {

    public static TunnelDocument of(TunnelView view) {
        TunnelProblem problem = view.problem();
        return new TunnelDocument(
                word(view.state()),
                view.url(),
                problem == null ? null : word(problem.kind()),
                problem == null ? null : problem.sentence(),
                view.since(),
                view.usage().since(),
                view.usage().bytesOut(),
                view.usage().bytesIn(),
                view.allowance());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
