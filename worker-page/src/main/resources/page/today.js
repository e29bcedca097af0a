/**
 * How much data this browser has moved today for this orchestrator, all of its tabs together, across reloads: what a data limit counts. Owns the
 * remembered sum; the day is that of the device.
 */
import { forGood, keep, recall } from './storage.js';

const KEY = 'brain.today';
const WRITE_MS = 1_000; // tabs that are killed forget so much at most

/** @typedef {{day: string, bytes: number}} Sum */

export class Today {
  #storage;
  #clock;
  /** What this visit has moved: in all, and as far as it is in the sum. */
  #visit = 0;
  #counted = 0;
  #writtenAt = -Infinity;
  /** @type {Sum | null} what was written last, where the browser keeps nothing */
  #written = null;

  /** @param {Storage | null} [storage] @param {() => Date} [clock] */
  constructor(storage = forGood(), clock = () => new Date()) {
    this.#storage = storage;
    this.#clock = clock;
  }

  /** All of today. */
  get bytes() {
    return this.#sum().bytes + this.#visit - this.#counted;
  }

  /** So much may this visit have moved when the limit of the day is reached. @param {number | null} limit @returns {number | null} bytes; null: any */
  visitLimit(limit) {
    return limit === null ? null : Math.max(0, limit - this.bytes + this.#visit);
  }

  /** @param {number} visitBytes moved since the page was opened */
  moved(visitBytes) {
    this.#visit = visitBytes;
    if (this.#clock().getTime() >= this.#writtenAt + WRITE_MS) this.write();
  }

  /** Adds what is not in the sum yet. */
  write() {
    if (this.#visit === this.#counted) return;
    const { day, bytes } = this.#sum();
    this.#written = { day, bytes: bytes + this.#visit - this.#counted };
    keep(this.#storage, KEY, this.#written);
    this.#counted = this.#visit;
    this.#writtenAt = this.#clock().getTime();
  }

  /** Calls back when another tab has moved something. @param {() => void} listener */
  onOthers(listener) {
    addEventListener('storage', ({ key }) => { if (key === KEY) listener(); });
  }

  /** @returns {Sum} */
  #sum() {
    const now = this.#clock();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].join('-');
    const kept = recall(this.#storage, KEY) ?? this.#written;
    return { day, bytes: kept?.day === day && kept.bytes > 0 && Number.isSafeInteger(kept.bytes) ? kept.bytes : 0 };
  }
}
