package org.distributedbrain.server.api;

/** An error as RFC 9457 has it; {@code detail} is one sentence that names the value, the limit and what to do. */
public record ProblemDocument(String title, int status, String detail) {}
