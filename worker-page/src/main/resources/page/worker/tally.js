/** What this worker gave since the page was opened. Operations count once their result is accepted; until then they are remembered by task. */
const MOST_AWAITED = 1_000;

export class Tally {
  #verified = 0;
  #rejected = 0;
  #operations = 0;
  #computeMs = 0;
  #bytesMoved = 0;
  #opsPerSecond = 0;
  /** @type {Map<number, number>} operations of results that were sent, by task */
  #awaited = new Map();

  get bytesMoved() {
    return this.#bytesMoved;
  }

  get figures() {
    return {
      verified: this.#verified, rejected: this.#rejected, operations: this.#operations, computeMs: this.#computeMs, bytesMoved: this.#bytesMoved,
      opsPerSecond: this.#opsPerSecond,
    };
  }

  /** @param {number} bytes */
  moved(bytes) {
    this.#bytesMoved += bytes;
  }

  /** @param {number} task @param {number} operations @param {number} ms without rests */
  computed(task, operations, ms) {
    const speed = operations / Math.max(ms, 0.01) * 1_000;
    this.#computeMs += ms;
    this.#opsPerSecond = this.#opsPerSecond === 0 ? speed : 0.7 * this.#opsPerSecond + 0.3 * speed;
    this.#awaited.set(task, operations);
    const [oldest] = this.#awaited.keys();
    if (this.#awaited.size > MOST_AWAITED && oldest !== undefined) this.#awaited.delete(oldest);
  }

  /** @param {number} task */
  accepted(task) {
    this.#verified++;
    this.#operations += this.#awaited.get(task) ?? 0;
    this.#awaited.delete(task);
  }

  /** @param {number} task @param {string} reason */
  turnedDown(task, reason) {
    if (reason === 'wrong') this.#rejected++;
    this.#awaited.delete(task);
  }

  /** A new connection owes nothing, and its tasks may have the same numbers. */
  disconnected() {
    this.#awaited.clear();
  }
}
