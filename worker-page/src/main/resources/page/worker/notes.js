/**
 * What this browser keeps for the next visit about one device: one short text by each name, believed only by the same device and browser
 * version. Never fails: where storage is denied or does not answer, nothing is kept. A Web Worker has no localStorage; this is the Cache API's.
 */
import { within } from './time.js';

const CACHE = 'brain.notes';
const LIMIT_MS = 500;
const MOST_CHARACTERS = 2_000;

export class Notes {
  #of;
  #caches;

  /** @param {string} of what tells devices and browser versions apart @param {CacheStorage | undefined} caches */
  constructor(of, caches) {
    this.#of = of;
    this.#caches = caches;
  }

  /** @param {string} name @returns {Promise<string | null>} */
  async read(name) {
    return this.#kept(async (cache) => {
      const response = await cache.match(addressOf(name));
      const { of, text } = JSON.parse(await response?.text() ?? '{}');
      return of === this.#of && typeof text === 'string' ? text : null;
    });
  }

  /** In place of what had this name before. @param {string} name @param {string} text */
  async write(name, text) {
    if (text.length > MOST_CHARACTERS) return;
    await this.#kept((cache) => cache.put(addressOf(name), new Response(JSON.stringify({ of: this.#of, text }))));
  }

  /** @template T @param {(cache: Cache) => Promise<T>} use @returns {Promise<T | null>} */
  async #kept(use) {
    if (!this.#caches) return null;
    const storage = this.#caches;
    try {
      return await within(LIMIT_MS, 'Storage', (async () => use(await storage.open(CACHE)))());
    } catch {
      return null;
    }
  }
}

/** @param {string} name */
function addressOf(name) {
  return `/notes/${encodeURIComponent(name)}`;
}
