package org.distributedbrain.app.charts;

/**
 * One mark of a time axis.
 *
 * @param micros where it stands, in microseconds since 1970
 * @param major whether something larger than its step begins there: a day, a minute, a second
 */
public record Tick(double micros, String label, boolean major) {}
