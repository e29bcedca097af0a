package org.distributedbrain.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what the stages decide during one step. A fact is applied to the state the moment it is decided, so that later stages of the
 * same step see it.
 */
final class Decisions {
    private final CoreState state;
    private final Instant now;
    private final List<Fact> facts = new ArrayList<>(2);
    private final List<Command> commands = new ArrayList<>(4);

    Decisions(CoreState state, Instant now) {
        this.state = state;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    void fact(Fact fact) {
        state.apply(fact);
        facts.add(fact);
    }

    void command(Command command) {
        commands.add(command);
    }

    Step step() {
        return new Step(facts, commands);
    }
}
