package org.distributedbrain.app.leaderboard;

import org.distributedbrain.job.WorkerId;

/**
 * One worker's place.
 *
 * @param rank from 1
 * @param operations verified ones: what it is ranked by
 * @param computeMs by its own clock
 * @param sessions how often it joined
 */
record Entry(int rank, WorkerId worker, String name, double operations, int tasks, double computeMs, int sessions) {
    Entry at(int place) {
        return new Entry(place, worker, name, operations, tasks, computeMs, sessions);
    }
}
