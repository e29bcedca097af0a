/** Why nothing is computed at present: the reasons, and the data limit, which is one of them. While there is one, no work is wanted. */

/** @typedef {import('./types.js').Hold} Hold */

export class Holds {
  /** @type {Set<Hold>} */
  #reasons = new Set();
  /** The bytes that may be moved in all. */
  limit = Infinity;

  get any() {
    return this.#reasons.size > 0;
  }

  get all() {
    return [...this.#reasons];
  }

  /** @param {Hold} by @param {boolean} held @returns {boolean} whether this began or ended the pause */
  set(by, held) {
    const before = this.any;
    if (held) this.#reasons.add(by);
    else this.#reasons.delete(by);
    return this.any !== before;
  }
}
