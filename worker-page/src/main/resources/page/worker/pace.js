/**
 * How much of the time this device computes: after each stretch of work it owes so much rest that the agreed part comes out. A phone stays cool
 * by rests between turns of some milliseconds, not by slower work.
 */
const NAP_MS = 50; // a rest ends so soon after nobody wants the result any more
const LEAST_REST_MS = 8; // shorter ones would be longer than owed: timers wait 4 ms at least

export class Pace {
  #duty = 1;
  #owedMs = 0;
  #measuring = 0;
  /** All the time that was worked and told here, and rested. */
  workedMs = 0;
  restedMs = 0;

  /** @param {number} duty the part of the time that is worked: above 0, at most 1 */
  set duty(duty) {
    this.#duty = duty;
    this.#owedMs = 0;
  }

  /** Whether all of the device is wanted. */
  get isFull() {
    return this.#duty === 1 || this.#measuring > 0;
  }

  /** Whether so much rest is owed that it is time for it. */
  get isTired() {
    return this.#owedMs >= LEAST_REST_MS;
  }

  /** @param {number} ms */
  worked(ms) {
    this.workedMs += ms;
    if (!this.isFull) this.#owedMs += ms * (1 / this.#duty - 1);
  }

  /** Without rests, so that engines can be compared: for some tenths of a second. @template T @param {() => Promise<T>} measure @returns {Promise<T>} */
  async withoutRests(measure) {
    this.#measuring++;
    try {
      return await measure();
    } finally {
      this.#measuring--;
    }
  }

  /** Rests for what is owed, if it is time for it. @param {() => boolean} cancelled ends it */
  async rest(cancelled) {
    if (!this.isTired) return;
    while (this.#owedMs >= 1 && !cancelled()) {
      const began = performance.now();
      await new Promise((resolve) => setTimeout(resolve, Math.min(this.#owedMs, NAP_MS)));
      const rested = performance.now() - began; // timers are late, later still in a hidden tab: that counts
      this.restedMs += rested;
      this.#owedMs = Math.max(0, this.#owedMs - rested);
    }
  }
}

/** That of this Web Worker, where one task is computed at a time. */
export const pace = new Pace();
