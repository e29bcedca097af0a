package org.distributedbrain.flow;

import java.util.List;

/** What one event led to: facts to make durable, in order, and commands to carry out, in order. */
public record Step(List<Fact> facts, List<Command> commands) {}
