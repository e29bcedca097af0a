/**
 * Hands out ranges of a linear memory: first fit, neighbours joined when freed, the memory grown when nothing fits. Owns the list of free
 * ranges, not the memory. Addresses are multiples of 64, so that a panel of B never straddles a cache line.
 */
import { OutOfMemory } from '../types.js';

const ALIGN = 64;

export class Heap {
  /** @type {{at: number, bytes: number}[]} by address, never touching each other */
  #free;
  /** @type {Map<number, number>} */
  #taken = new Map();
  #end;
  #grow;

  /**
   * @param {number} end the size of the memory now, in bytes
   * @param {(bytes: number) => number} grow makes the memory larger by at least so many bytes and returns its new size; throws if it cannot
   */
  constructor(end, grow) {
    this.#free = [{ at: ALIGN, bytes: end - ALIGN }];
    this.#end = end;
    this.#grow = grow;
  }

  /** @param {number} bytes @returns {number} the address @throws {OutOfMemory} */
  take(bytes) {
    const wanted = Math.max(ALIGN, Math.ceil(bytes / ALIGN) * ALIGN);
    let range = this.#free.find((r) => r.bytes >= wanted);
    if (!range) {
      this.#extend(wanted);
      range = /** @type {{at: number, bytes: number}} */ (this.#free.at(-1));
    }
    const { at } = range;
    this.#taken.set(at, wanted);
    range.at += wanted;
    range.bytes -= wanted;
    if (range.bytes === 0) this.#free.splice(this.#free.indexOf(range), 1);
    return at;
  }

  /** @param {number} at an address that take returned */
  give(at) {
    const bytes = this.#taken.get(at);
    if (bytes === undefined) throw new Error(`Nothing was taken at ${at}.`);
    this.#taken.delete(at);
    const next = this.#free.findIndex((r) => r.at > at);
    const index = next < 0 ? this.#free.length : next;
    this.#free.splice(index, 0, { at, bytes });
    this.#join(index);
    if (index > 0) this.#join(index - 1);
  }

  /** @param {number} wanted */
  #extend(wanted) {
    const last = this.#free.at(-1);
    const atEnd = last !== undefined && last.at + last.bytes === this.#end ? last.bytes : 0;
    let end;
    try {
      end = this.#grow(wanted - atEnd);
    } catch {
      throw new OutOfMemory(`There is no room for ${wanted} bytes more.`);
    }
    this.#free.push({ at: this.#end, bytes: end - this.#end });
    this.#end = end;
    if (this.#free.length > 1) this.#join(this.#free.length - 2);
  }

  /** @param {number} index joins this range with the next one where they touch */
  #join(index) {
    const range = this.#free[index];
    const next = this.#free[index + 1];
    if (range && next && range.at + range.bytes === next.at) {
      range.bytes += next.bytes;
      this.#free.splice(index + 1, 1);
    }
  }
}
