package org.distributedbrain.cli;

import org.distributedbrain.server.api.JobDocument;
import org.jspecify.annotations.Nullable;

/** Shows on stderr how a job gets on: a bar that is redrawn on a terminal, otherwise a line at every tenth and whenever the state changes. */
final class Progress {
    private static final int BAR = 30;
    private final Terminal terminal;
    private @Nullable String shown;
    private @Nullable String waitingFor;
    private boolean drawn;

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    void update(JobDocument job) {
        tellWhatIsMissing(job.waitingFor());
        var tenth = job.chunks() == 0 ? 0 : 10 * job.chunksDone() / job.chunks();
        var step = terminal.interactive() ? job.state() + job.chunksDone() : job.state() + tenth;
        if (step.equals(shown)) {
            return;
        }
        shown = step;
        if (terminal.interactive()) {
            draw(job);
        } else {
            terminal.err().println(job.state() + ", " + job.chunksDone() + " of " + Figures.of(job.chunks(), "chunk"));
        }
    }

    /** Leaves the last state standing on a line of its own. */
    void end() {
        if (drawn) {
            terminal.err().println();
            drawn = false;
        }
    }

    private void tellWhatIsMissing(@Nullable String sentence) {
        if (sentence != null && !sentence.equals(waitingFor)) {
            end();
            terminal.err().println(sentence);
            shown = null;
        }
        waitingFor = sentence;
    }

    private void draw(JobDocument job) {
        var full = job.chunks() == 0 ? 0 : BAR * job.chunksDone() / job.chunks();
        terminal.err()
                .print("\r\033[K" + "█".repeat(full) + "░".repeat(BAR - full) + "  " + job.chunksDone() + " of "
                        + Figures.of(job.chunks(), "chunk") + "  " + job.state());
        terminal.err().flush();
        drawn = true;
    }
}
