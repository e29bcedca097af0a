/**
 * How much work a dispatch may have, so that it takes about SLICE_MS, from what others of the same kind took. Slow to believe in speed, quick to believe in slowness:
 * a dispatch that is too long hurts more than one that is too short. Pure.
 */
import { SLICE_MS } from './slice.js';

const FIRST_OPS_PER_SECOND = 1e8; // cautious: a slow phone, or a busy processor that plays a GPU. It doubles with each dispatch
const LEAST_MS = 0.05;

export class Tempo {
  opsPerSecond = FIRST_OPS_PER_SECOND;
  longestMs = 0; // of the dispatches so far
  #before = { ops: 0, ms: 0 };

  /** For the next dispatch. */
  get ops() {
    return this.opsPerSecond * SLICE_MS / 1_000;
  }

  /** @param {number} ops of a dispatch @param {number} ms that it took */
  learn(ops, ms) {
    this.longestMs = Math.max(this.longestMs, ms);
    const before = this.#before;
    this.#before = { ops, ms };
    // The end of a dispatch may be told late, together with that of the next one, which then seems to have taken no time: two are believed more than one.
    const speed = Math.min(ops / Math.max(ms, LEAST_MS), (ops + before.ops) / Math.max(ms + before.ms, LEAST_MS)) * 1_000;
    if (speed >= this.opsPerSecond) this.opsPerSecond = Math.min(speed, 2 * this.opsPerSecond);
    else if (ms > SLICE_MS / 4) this.opsPerSecond = Math.max(speed, this.opsPerSecond / 4); // a tiny dispatch measures only the way there
  }
}
