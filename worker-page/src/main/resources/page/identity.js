/**
 * Who this tab is, across reloads: an id and a secret that the orchestrator gave, kept per origin. Several tabs are several workers: each
 * holds one numbered place by a Web Lock as long as it lives. Where there are no locks (plain http) the identity belongs to the tab alone.
 */
import { forGood, forThisTab, keep, recall } from './storage.js';

/**
 * @typedef {import('./worker/types.js').Identity} Identity
 * @typedef {{identity: Identity, remember: (identity: Identity) => void, release: () => void}} Place release: for others; a browser may not keep a page that holds a lock
 */

const PLACES = 64;
const TAB_PLACE = 'brain.place';
const RELOAD_MS = 800; // after a reload the old page's lock may be held for a moment

/** @param {string} newName for a worker that has none yet @returns {Promise<Place>} */
export async function takePlace(newName) {
  const locks = /** @type {LockManager | undefined} */ (navigator.locks);
  if (!locks) return placeIn(forThisTab(), 'brain.worker', newName);
  const before = Number(recall(forThisTab(), TAB_PLACE) ?? -1);
  for (let place = -1; place < PLACES; place++) {
    const [number, waitMs] = place < 0 ? [before, RELOAD_MS] : [place, 0];
    const release = number >= 0 ? await hold(locks, number, waitMs) : null;
    if (release) return { ...numbered(number, newName), release };
  }
  return placeIn(null, '', newName);
}

/** @param {number} place @param {string} newName */
function numbered(place, newName) {
  keep(forThisTab(), TAB_PLACE, place);
  return placeIn(forGood(), `brain.worker.${place}`, newName);
}

/** @param {LockManager} locks @param {number} place @param {number} waitMs @returns {Promise<(() => void) | null>} releases it; null: it is another's */
function hold(locks, place, waitMs) {
  return new Promise((resolve) => {
    const options = waitMs > 0 ? { signal: AbortSignal.timeout(waitMs) } : { ifAvailable: true };
    locks.request(`brain.worker.${place}`, options, (lock) => {
      if (lock === null) return resolve(null);
      return new Promise((release) => resolve(() => release(undefined)));
    }).catch(() => resolve(null));
  });
}

/** @param {Storage | null} storage null: forgotten with the page @param {string} key @param {string} newName @returns {Place} */
function placeIn(storage, key, newName) {
  return {
    identity: known(recall(storage, key)) ?? { workerId: null, workerSecret: null, name: newName },
    remember: (identity) => keep(storage, key, identity),
    release: () => {},
  };
}

/** @param {any} stored @returns {Identity | null} */
function known(stored) {
  const whole = typeof stored?.workerId === 'string' && typeof stored.workerSecret === 'string' && typeof stored.name === 'string' && stored.name;
  return whole ? { workerId: stored.workerId, workerSecret: stored.workerSecret, name: stored.name } : null;
}
