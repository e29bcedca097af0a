/** The life of a joined connection: when a heartbeat is due, and whether the other side has gone silent. Time is an argument. */
const STEADY_MS = 10_000; // joined for so long, the next failure counts as the first

export class Pulse {
  #heartbeatMs;
  #silenceLimitMs;
  #joinedAt;
  #heardAt;
  #dueAt;

  /** @param {import('./messages.js').RegistrationAck} ack @param {number} now */
  constructor({ heartbeatMs, silenceLimitMs }, now) {
    this.#heartbeatMs = heartbeatMs;
    this.#silenceLimitMs = silenceLimitMs;
    this.#joinedAt = this.#heardAt = now;
    this.#dueAt = now + heartbeatMs;
  }

  /** When something is to be done next. */
  get deadline() {
    return Math.min(this.#dueAt, this.#heardAt + this.#silenceLimitMs);
  }

  /** @param {number} now */
  heard(now) {
    this.#heardAt = now;
  }

  /** @param {number} now */
  isSilent(now) {
    return now >= this.#heardAt + this.#silenceLimitMs;
  }

  /** @param {number} now */
  isSteady(now) {
    return now - this.#joinedAt >= STEADY_MS;
  }

  /** Whether a heartbeat is to be sent now. @param {number} now */
  beats(now) {
    if (now < this.#dueAt) return false;
    this.#dueAt = now + this.#heartbeatMs;
    return true;
  }
}
