/**
 * GPU buffers that tasks use one after the other: to make one costs a question to the GPU's process and memory that must be found and zeroed each time. Owns the idle
 * ones, by size class; who takes one has it until it is given back. What an earlier task left in a buffer is still there: whoever takes it writes or clears what is read of it.
 */
import { within } from '../time.js';
import { OutOfMemory } from '../types.js';
import { SLICE_LIMIT_MS } from './slice.js';

const SMALLEST_BYTES = 256;

/** @typedef {{buffer: GPUBuffer, bytes: number, usage: GPUBufferUsageFlags}} Pooled bytes: of the buffer, at least what was asked for */

export class BufferPool {
  #device;
  #limitBytes;
  #mostBytes;
  #heldBytes = 0;
  /** @type {Pooled[]} given back, the longest ago first */
  #idle = [];

  /**
   * @param {Pick<GPUDevice, 'createBuffer' | 'pushErrorScope' | 'popErrorScope'>} device
   * @param {number} limitBytes of all its buffers; idle ones are destroyed rather than to pass it
   * @param {number} mostBytes of one buffer
   */
  constructor(device, limitBytes, mostBytes) {
    this.#device = device;
    this.#limitBytes = limitBytes;
    this.#mostBytes = mostBytes;
  }

  /** Of all its buffers, idle or not. */
  get heldBytes() {
    return this.#heldBytes;
  }

  /** @param {number} bytes @param {GPUBufferUsageFlags} usage @returns {Promise<Pooled>} @throws {OutOfMemory} */
  async take(bytes, usage) {
    if (bytes > this.#mostBytes) throw new OutOfMemory(`${bytes} bytes in one piece are too many here: ${this.#mostBytes} is the most.`);
    const size = Math.min(sizeClass(bytes), this.#mostBytes);
    const at = this.#idle.findLastIndex((it) => it.bytes === size && it.usage === usage);
    if (at >= 0) return /** @type {Pooled} */ (this.#idle.splice(at, 1)[0]);
    while (this.#heldBytes + size > this.#limitBytes && this.#idle.length > 0) this.discard(/** @type {Pooled} */ (this.#idle.shift()));
    const made = await this.#make(size, usage);
    if (made) return made;
    this.empty();
    const again = await this.#make(size, usage);
    if (again) return again;
    throw new OutOfMemory('The GPU has no room for the result.');
  }

  /** For whoever comes next: nothing may be done with it any more, but for what is submitted already. @param {Pooled} pooled */
  giveBack(pooled) {
    if (this.#heldBytes > this.#limitBytes) this.discard(pooled);
    else this.#idle.push(pooled);
  }

  /** Destroys one that was taken. @param {Pooled} pooled */
  discard({ buffer, bytes }) {
    this.#heldBytes -= bytes;
    buffer.destroy();
  }

  /** Destroys the idle ones. */
  empty() {
    for (const pooled of this.#idle.splice(0)) this.discard(pooled);
  }

  /** @param {number} size @param {GPUBufferUsageFlags} usage @returns {Promise<Pooled | null>} null: the GPU has no room */
  async #make(size, usage) {
    this.#device.pushErrorScope('out-of-memory');
    /** @type {GPUBuffer | null} */
    let buffer = null;
    try {
      buffer = this.#device.createBuffer({ size, usage });
    } catch {
      // the browser itself has no room
    }
    const refused = this.#device.popErrorScope();
    if (buffer) this.#heldBytes += size;
    const made = buffer && { buffer, bytes: size, usage };
    try {
      if (made && await within(SLICE_LIMIT_MS, 'Making room on the GPU', refused) === null) return made;
    } catch (e) {
      if (made) this.discard(made);
      throw e;
    }
    if (made) this.discard(made);
    return null;
  }
}

/** At most a quarter more than what is asked for, so that results of about the same size share their buffers. @param {number} bytes @returns {number} a multiple of 64 */
export function sizeClass(bytes) {
  if (bytes <= SMALLEST_BYTES) return SMALLEST_BYTES;
  const step = 2 ** (Math.floor(Math.log2(bytes)) - 2);
  return step * Math.ceil(bytes / step);
}
