package org.distributedbrain.tunnel;

import com.github.alexdlaird.ngrok.process.NgrokLog;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.distributedbrain.tunnel.Tunnel.News;
import org.jspecify.annotations.Nullable;

/**
 * What a line of the agent's log (logfmt: {@code lvl=info msg="started tunnel" url=https://…}) means for the tunnel. Lines are never handed on as they
 * are: the agent repeats a token that is refused.
 */
final class AgentLog {
    private AgentLog() {}

    /** Empty for what changes nothing. */
    static Optional<News> read(String line) {
        NgrokLog log = new NgrokLog(line);
        String message = text(log.getMsg());
        URI url = url(log.get("url"));
        if (url != null && message.startsWith("started ")) {
            return Optional.of(new News.Up(url));
        }
        String error = text(log.getErr());
        if (message.startsWith("session closed") || message.startsWith("failed to reconnect")) {
            TunnelProblem problem = AgentProblems.of(error);
            return Optional.of(problem.kind().isPassing() ? new News.Interrupted(problem) : new News.Ended(problem));
        }
        boolean broken = log.containsKey("lvl") && "SEVERE".equals(log.getLvl());
        if (broken || error.contains(AgentProblems.CODE) || line.contains("ERROR:")) {
            TunnelProblem problem = AgentProblems.of(error.isEmpty() ? line : error);
            return problem.kind().isPassing() ? Optional.empty() : Optional.of(new News.Ended(problem));
        }
        return Optional.empty();
    }

    private static @Nullable URI url(@Nullable String text) {
        if (text == null || !text.toLowerCase(Locale.ROOT).startsWith("https://")) {
            return null;
        }
        try {
            URI url = URI.create(text);
            return url.getHost() == null ? null : URI.create("https://" + url.getAuthority());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
