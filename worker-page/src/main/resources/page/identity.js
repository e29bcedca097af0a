/**
 * Who this tab is, across reloads: an id and a secret that the orchestrator gave, kept per origin. Several tabs are several workers: each
 * holds one numbered place by a Web Lock as long as it lives. Where there are no locks (plain http) the identity belongs to the tab alone.
 *
 * @typedef {import('./worker/types.js').Identity} Identity
 * @typedef {{identity: Identity, remember: (identity: Identity) => void}} Place
 */

const PLACES = 64;
const TAB_PLACE = 'brain.place';
const RELOAD_MS = 800; // after a reload the old page's lock may be held for a moment

/** @param {string} newName for a worker that has none yet @returns {Promise<Place>} */
export async function takePlace(newName) {
  const locks = /** @type {LockManager | undefined} */ (navigator.locks);
  if (!locks) return placeIn(session(), 'brain.worker', newName);
  const before = Number(session()?.getItem(TAB_PLACE) ?? -1);
  if (before >= 0 && await hold(locks, before, RELOAD_MS)) return numbered(before, newName);
  for (let place = 0; place < PLACES; place++) if (await hold(locks, place, 0)) return numbered(place, newName);
  return placeIn(null, '', newName);
}

/** @param {number} place @param {string} newName */
function numbered(place, newName) {
  attempt(() => session()?.setItem(TAB_PLACE, String(place)));
  return placeIn(attempt(() => localStorage), `brain.worker.${place}`, newName);
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
  const known = read(attempt(() => storage?.getItem(key) ?? null));
  return {
    identity: known ?? { workerId: null, workerSecret: null, name: newName },
    remember: (identity) => void attempt(() => storage?.setItem(key, JSON.stringify(identity))),
  };
}

/** @param {string | null} text @returns {Identity | null} */
function read(text) {
  const stored = attempt(() => JSON.parse(text ?? 'null'));
  const whole = typeof stored?.workerId === 'string' && typeof stored.workerSecret === 'string' && typeof stored.name === 'string' && stored.name;
  return whole ? { workerId: stored.workerId, workerSecret: stored.workerSecret, name: stored.name } : null;
}

/** @returns {Storage | null} */
function session() {
  return attempt(() => sessionStorage);
}

/** Storage may be forbidden or full: then the worker is a new one each time. @template T @param {() => T} work @returns {T | null} */
function attempt(work) {
  try {
    return work();
  } catch {
    return null;
  }
}
