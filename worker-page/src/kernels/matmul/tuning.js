/**
 * Which variant of the kernel is the fastest on this device: all are compiled side by side, each that computes a product with edges as plain
 * JavaScript does is timed, the fastest wins, and is remembered for the next visit. A few hundred milliseconds: what is not compiled by then is left out.
 */
import { multiplySteps } from './js.js';
import { SOFTWARE_VARIANT, VARIANTS } from './variants.js';
import { numbers } from '../../worker/numbers.js';
import { within } from '../../worker/time.js';
import { SLICE_LIMIT_MS } from '../../worker/webgpu/slice.js';

const BUDGET_MS = 400;
const NOTE = 'matmul';
const TRY = { rows: 67, inner: 84, cols: 140 }; // no whole tile, no whole strip
const SIZES = [256, 512, 1_024, 2_048];
const LONG_ENOUGH_MS = 4;
const RUNS = 3;
const TOO_LONG_MS = 100; // one run of this length is enough

/**
 * @typedef {import('./variants.js').Variant} Variant
 * @typedef {Pick<import('./webgpu.js').MatmulRunner, 'run'>} Runner
 * @typedef {import('../types.js').OpenGpu} OpenGpu
 */

/**
 * @template {Runner} R
 * @param {OpenGpu} gpu
 * @param {string} sources a choice among other kernels than these is no longer believed
 * @param {(variant: Variant) => Promise<R>} open
 * @param {readonly Variant[]} variants
 * @param {number} budgetMs after which no more are tried
 * @returns {Promise<{runner: R, words: string}>} words: which one, and how fast it was
 * @throws {Error} where none computes rightly
 */
export async function fastest(gpu, sources, open, variants = VARIANTS, budgetMs = BUDGET_MS) {
  if (gpu.isSoftware) return { runner: await open(SOFTWARE_VARIANT), words: SOFTWARE_VARIANT.name };
  const version = await digest(sources + JSON.stringify(variants));
  const known = await remembered(gpu, version, variants);
  if (known) {
    const runner = await open(known.variant).catch(() => null);
    if (runner && await computesRightly(gpu.device, runner)) return { runner, words: inWords(known) };
  }
  const best = await compete(gpu.device, open, variants, budgetMs);
  await gpu.notes.write(NOTE, JSON.stringify({ version, variant: best.variant.name, opsPerSecond: best.opsPerSecond }));
  return { runner: best.runner, words: inWords(best) };
}

/**
 * @template {Runner} R
 * @param {GPUDevice} device @param {(variant: Variant) => Promise<R>} open @param {readonly Variant[]} variants @param {number} budgetMs
 * @returns {Promise<{variant: Variant, runner: R, opsPerSecond: number}>}
 */
async function compete(device, open, variants, budgetMs) {
  const ends = performance.now() + budgetMs;
  const candidates = variants.map((variant) => ({ variant, opened: open(variant).catch(() => null) }));
  let size = /** @type {number} */ (SIZES[0]);
  /** @type {{variant: Variant, runner: R, opsPerSecond: number} | null} */
  let best = null;
  for (const { variant, opened } of candidates) {
    if (best && performance.now() > ends) break;
    /** @type {R | null} */
    const runner = await (best ? beforeThen(opened, ends) : opened);
    if (!runner || !await computesRightly(device, runner)) continue;
    const measured = await measure(device, runner, size, best === null);
    size = measured.size;
    if (!best || measured.opsPerSecond > best.opsPerSecond) best = { variant, runner, opsPerSecond: measured.opsPerSecond };
  }
  if (!best) throw new Error('none of the kernels gives right answers on this GPU');
  return best;
}

/** Whether the runner gives what plain JavaScript gives, but for roundings. @param {GPUDevice} device @param {Runner} runner */
export async function computesRightly(device, runner) {
  const { rows, inner, cols } = TRY;
  const [a, b] = [numbers(rows * inner, 1), numbers(inner * cols, 2)];
  const expected = new Float32Array(rows * cols);
  for (const _ of multiplySteps(TRY, a, b, expected));
  const buffers = new Buffers(device, TRY, [a, b]);
  try {
    await buffers.multiply(runner, TRY);
    const out = await buffers.read(4 * rows * cols);
    // Values lie in [−1, 1): sums of 84 products differ by far less than this, whatever their order.
    return expected.every((value, i) => Math.abs(value - /** @type {number} */ (out[i])) < 1e-4);
  } finally {
    buffers.destroy();
  }
}

/**
 * The best of a few products; of larger ones, if it may grow, until they take long enough to be timed.
 *
 * @param {GPUDevice} device @param {Runner} runner @param {number} size @param {boolean} mayGrow
 */
export async function measure(device, runner, size, mayGrow) {
  for (let at = SIZES.indexOf(size); ; at++) {
    const n = /** @type {number} */ (SIZES[at]);
    const shape = { rows: n, inner: n, cols: n };
    const ones = new Float32Array(n * n).fill(1);
    const buffers = new Buffers(device, shape, [ones, ones]);
    try {
      let ms = await buffers.multiply(runner, shape);
      for (let run = 1; run < RUNS && ms < TOO_LONG_MS; run++) ms = Math.min(ms, await buffers.multiply(runner, shape));
      if (!mayGrow || ms > LONG_ENOUGH_MS || at === SIZES.length - 1) return { size: n, opsPerSecond: 2 * n ** 3 / Math.max(ms, 0.05) * 1_000 };
    } finally {
      buffers.destroy();
    }
  }
}

/** The buffers of one product. */
class Buffers {
  #device;
  #buffers;

  /** @param {GPUDevice} device @param {typeof TRY} shape @param {Float32Array<ArrayBuffer>[]} operands */
  constructor(device, { rows, cols }, operands) {
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    this.#device = device;
    this.#buffers = [...operands.map((values) => values.byteLength), 4 * rows * cols, 4].map((size) => device.createBuffer({ size, usage: STORAGE | COPY_DST | COPY_SRC }));
    operands.forEach((values, i) => device.queue.writeBuffer(/** @type {GPUBuffer} */ (this.#buffers[i]), 0, values));
  }

  /** @param {Runner} runner @param {typeof TRY} shape @returns {Promise<number>} milliseconds */
  async multiply(runner, { rows, inner, cols }) {
    const began = performance.now();
    const operands = /** @type {import('./kernel.js').Product['operands']} */ (/** @type {unknown} */ ([{ block: 0 }, { block: 1 }]));
    const block = (/** @type {number} */ id) => /** @type {GPUBuffer} */ (this.#buffers[id]);
    await runner.run({ rows, inner, cols, operands }, block(2), { block, finished: block(3), cancelled: () => false, take: () => Promise.reject(new Error('nothing to take')) });
    await within(SLICE_LIMIT_MS, 'A slice of work on the GPU', this.#device.queue.onSubmittedWorkDone());
    return performance.now() - began;
  }

  /** @param {number} bytes of the product */
  async read(bytes) {
    const copy = this.#device.createBuffer({ size: bytes, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
    this.#buffers.push(copy);
    const encoder = this.#device.createCommandEncoder();
    encoder.copyBufferToBuffer(/** @type {GPUBuffer} */ (this.#buffers[2]), 0, copy, 0, bytes);
    this.#device.queue.submit([encoder.finish()]);
    await within(SLICE_LIMIT_MS, 'Reading a test from the GPU', copy.mapAsync(GPUMapMode.READ));
    return new Float32Array(copy.getMappedRange().slice(0));
  }

  destroy() {
    for (const buffer of this.#buffers) buffer.destroy();
  }
}

/** @param {OpenGpu} gpu @param {string} version @param {readonly Variant[]} variants */
async function remembered({ notes }, version, variants) {
  try {
    const note = JSON.parse(await notes.read(NOTE) ?? 'null');
    const variant = variants.find(({ name }) => name === note?.variant);
    return variant && note.version === version && note.opsPerSecond > 0 ? { variant, opsPerSecond: Number(note.opsPerSecond) } : null;
  } catch {
    return null; // no note of ours
  }
}

/** @param {{variant: Variant, opsPerSecond: number}} choice */
function inWords({ variant, opsPerSecond }) {
  return `${variant.name}, ${Math.round(opsPerSecond / 1e9)} Gop/s when it was tried`;
}

/** @template T @param {Promise<T>} promise @param {number} time as performance.now() tells it @returns {Promise<T | null>} */
function beforeThen(promise, time) {
  return within(Math.max(0, time - performance.now()), 'Compiling', promise).catch(() => null);
}

/** @param {string} text */
async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
