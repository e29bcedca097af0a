package org.distributedbrain.flow;

/**
 * This computer's own ways out and in, which all workers share. What each worker's bytes took says little of them: here the bytes of all are counted
 * over the time in which any of them travelled.
 */
final class Links {
    final LinkMeter out = new LinkMeter();
    final LinkMeter in = new LinkMeter();
}
