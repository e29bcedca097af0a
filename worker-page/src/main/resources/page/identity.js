/**
 * Who this tab is, across reloads: an id and a secret that the orchestrator gave, kept per origin. Several tabs are several workers: each
 * holds one numbered place by a Web Lock as long as it lives. Where there are no locks (plain http) the identity belongs to the tab alone.
 */
import { forGood, forThisTab, keep, recall } from './storage.js';

/**
 * @typedef {import('./worker/types.js').Identity} Identity
 * @typedef {{identity: Identity, remember: (identity: Identity) => void}} Place
 */

const PLACES = 64;
const TAB_PLACE = 'brain.place';
const RELOAD_MS = 800; // after a reload the old page's lock may be held for a moment

/** @param {string} newName for a worker that has none yet @returns {Promise<Place>} */
export async function takePlace(newName) {
  const locks = /** @type {LockManager | undefined} */ (navigator.locks);
  if (!locks) return placeIn(forThisTab(), 'brain.worker', newName);
  const before = Number(recall(forThisTab(), TAB_PLACE) ?? -1);
  if (before >= 0 && await hold(locks, before, RELOAD_MS)) return numbered(before, newName);
  for (let place = 0; place < PLACES; place++) if (await hold(locks, place, 0)) return numbered(place, newName);
  return placeIn(null, '', newName);
}

/** @param {number} place @param {string} newName */
function numbered(place, newName) {
  keep(forThisTab(), TAB_PLACE, place);
  return placeIn(forGood(), `brain.worker.${place}`, newName);
}

/** @param {LockManager} locks @param {number} place @param {number} waitMs @returns {Promise<boolean>} true: held until the page goes away */
function hold(locks, place, waitMs) {
  return new Promise((resolve) => {
    const options = waitMs > 0 ? { signal: AbortSignal.timeout(waitMs) } : { ifAvailable: true };
    locks.request(`brain.worker.${place}`, options, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => {});
    }).catch(() => resolve(false));
  });
}

/** @param {Storage | null} storage null: forgotten with the page @param {string} key @param {string} newName @returns {Place} */
function placeIn(storage, key, newName) {
  return {
    identity: known(recall(storage, key)) ?? { workerId: null, workerSecret: null, name: newName },
    remember: (identity) => keep(storage, key, identity),
  };
}

/** @param {any} stored @returns {Identity | null} */
function known(stored) {
  const whole = typeof stored?.workerId === 'string' && typeof stored.workerSecret === 'string' && typeof stored.name === 'string' && stored.name;
  return whole ? { workerId: stored.workerId, workerSecret: stored.workerSecret, name: stored.name } : null;
}
