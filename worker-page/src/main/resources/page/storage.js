/** What the page remembers, where the browser lets it: storage may be forbidden or full, and then nothing is remembered. */

/** @returns {Storage | null} kept with the browser, for this origin */
export function forGood() {
  return attempt(() => localStorage);
}

/** @returns {Storage | null} kept with the tab */
export function forThisTab() {
  return attempt(() => sessionStorage);
}

/** @param {Storage | null} storage @param {string} key @returns {any} null: nothing, or nothing that can be read */
export function recall(storage, key) {
  return attempt(() => JSON.parse(storage?.getItem(key) ?? 'null'));
}

/** @param {Storage | null} storage @param {string} key @param {unknown} value */
export function keep(storage, key, value) {
  attempt(() => storage?.setItem(key, JSON.stringify(value)));
}

/** @template T @param {() => T} work @returns {T | null} */
function attempt(work) {
  try {
    return work();
  } catch {
    return null;
  }
}
