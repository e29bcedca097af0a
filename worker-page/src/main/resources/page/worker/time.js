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

/** Lets messages, timers and frames in. A message channel is not slowed down to 4 ms like a nested setTimeout. @returns {Promise<void>} */
export function letOthersIn() {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}

/**
 * Cuts synchronous work into turns of about turnMs, letting others in between and resting as pace.js asks, until it is done or cancelled.
 *
 * @param {Iterator<unknown>} steps each step well below turnMs
 * @param {() => boolean} cancelled
 * @param {number} turnMs
 */
export async function inTurns(steps, cancelled, turnMs = 12) {
  let began = performance.now();
  while (!steps.next().done) {
    const now = performance.now();
    if (now < began + turnMs) continue;
    pace.worked(now - began);
    await letOthersIn();
    await pace.rest(cancelled);
    if (cancelled()) return;
    began = performance.now();
  }
}
