/** Waiting, with limits. */
import { pace } from './pace.js';

/** Something took longer than it may. */
export class TookTooLong extends Error {}

/**
 * The promise's outcome, or TookTooLong after ms.
 *
 * @template T
 * @param {number} ms
 * @param {string} what
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
export function within(ms, what, promise) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`${what} took longer than ${ms / 1000} s.`)), ms);
  });
  return /** @type {Promise<T>} */ (Promise.race([promise, limit])).finally(() => clearTimeout(timer));
}

/**
 * How long this thread computes before it lets others in. Each time the browser hands over what lies in the socket's pipe, 128 KiB at most in Chromium: with
 * turns of 12 ms operands came at 15 MB/s while it computed, with turns of 1 ms at 130.
 */
export const TURN_MS = 1;

/** Breaks between the turns of one piece of work, to be closed after it. A message channel is not slowed down to 4 ms like a nested setTimeout, and takes 5 µs. */
export class Breaks {
  #channel = new MessageChannel();
  #goOn = () => {};

  constructor() {
    this.#channel.port1.onmessage = () => this.#goOn();
  }

  /** Lets messages, timers and frames in. One break at a time. @returns {Promise<void>} */
  letOthersIn() {
    return new Promise((resolve) => {
      this.#goOn = resolve;
      this.#channel.port2.postMessage(null);
    });
  }

  close() {
    this.#channel.port1.close();
  }
}

/**
 * Cuts synchronous work into turns, letting others in between and resting as pace.js asks, until it is done or cancelled.
 *
 * @param {Iterator<unknown>} steps each of about 1 ms at most
 * @param {() => boolean} cancelled
 */
export async function inTurns(steps, cancelled) {
  const breaks = new Breaks();
  try {
    let began = performance.now();
    while (!steps.next().done) {
      const now = performance.now();
      if (now < began + TURN_MS) continue;
      pace.worked(now - began);
      await breaks.letOthersIn();
      await pace.rest(cancelled);
      if (cancelled()) return;
      began = performance.now();
    }
  } finally {
    breaks.close();
  }
}
