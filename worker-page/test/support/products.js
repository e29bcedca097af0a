/**
 * Multiplies what comes in with one of the engines, for tests of others: `node --import ./test/support/as-served.js test/support/products.js
 * js|wasm|webgpu`. Each product comes as three 32-bit integers
 * (rows, inner, cols), A and B, and goes out as C, all little-endian. It says `ready` in a line first, or `cannot` where there is no browser, and ends
 * with its input.
 */
import { readFile } from 'node:fs/promises';
import { KERNELS } from '../../src/kernels/index.js';
import { matmul, product } from '../../src/kernels/matmul/kernel.js';
import { JsEngine } from '../../src/main/resources/page/worker/js/engine.js';
import { WasmEngine } from '../../src/main/resources/page/worker/wasm/engine.js';
import { launch, skip } from './browser.js';
import { startOrchestrator } from './orchestrator.js';

/** @typedef {import('./orchestrator.js').Shape} Shape */
/** @typedef {{multiply: (shape: Shape, a: Float32Array, b: Float32Array) => Promise<Float32Array>, close: () => Promise<void>}} Multiplier */

const MEMORY = 2 ** 29;

/** @param {import('../../src/main/resources/page/worker/types.js').Engine} engine @returns {Multiplier} */
function here(engine) {
  return {
    async multiply({ rows, inner, cols }, a, b) {
      engine.openBlock(1, rows, inner, 'a');
      engine.openBlock(2, inner, cols, 'b');
      engine.writeBlock(1, 0, a);
      engine.writeBlock(2, 0, b);
      const out = new Float32Array(rows * cols);
      await engine.compute(matmul, product({ rows, inner, cols, a: 1, b: 2 }), out, () => false);
      engine.freeBlock(1);
      engine.freeBlock(2);
      return out;
    },
    async close() { engine.close(); },
  };
}

/** In a page, on the adapter that Chromium has; values travel as base64. @returns {Promise<Multiplier>} */
async function inPage() {
  const one = new Float32Array(1);
  const server = await startOrchestrator({ shape: { rows: 1, inner: 1, cols: 1 }, a: one, b: one, bandRows: 1 });
  const browser = await launch({ webgpu: true });
  const page = await browser.newPage();
  await page.goto(`${server.origin}/join`);
  await page.evaluate(`(async () => {
    const { findGpu, openGpu } = await import('/assets/worker/webgpu/device.js');
    const { WebGpuEngine } = await import('/assets/worker/webgpu/engine.js');
    const { matmul, product: productOf } = await import('/assets/kernels/matmul/kernel.js');
    const gpu = await openGpu(navigator.gpu, await findGpu(navigator.gpu));
    const engine = new WebGpuEngine(gpu, async (file) => (await fetch(file)).text(), ${MEMORY}, { read: async () => null, write: async () => {} });
    const floats = (base64) => new Float32Array(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer);
    globalThis.product = async ({ rows, inner, cols }, a, b) => {
      engine.openBlock(1, rows, inner, 'a');
      engine.openBlock(2, inner, cols, 'b');
      engine.writeBlock(1, 0, floats(a));
      engine.writeBlock(2, 0, floats(b));
      const out = new Float32Array(rows * cols);
      await engine.compute(matmul, productOf({ rows, inner, cols, a: 1, b: 2 }), out, () => false);
      engine.freeBlock(1);
      engine.freeBlock(2);
      const bytes = new Uint8Array(out.buffer);
      let binary = '';
      for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(binary);
    };
  })()`);
  /** @param {Float32Array} values */
  const base64 = (values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
  return {
    async multiply(shape, a, b) {
      /** @type {string} */
      const answer = await page.evaluate(([s, x, y]) => /** @type {any} */ (globalThis).product(s, x, y), /** @type {const} */ ([shape, base64(a), base64(b)]));
      return new Float32Array(Uint8Array.from(Buffer.from(answer, 'base64')).buffer);
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

/** @param {string} name @returns {Promise<Multiplier>} */
async function open(name) {
  switch (name) {
    case 'js': return here(new JsEngine('products', MEMORY));
    case 'wasm': return here(await WasmEngine.create((file) => readFile(file), KERNELS, 'products', MEMORY));
    case 'webgpu': return inPage();
    default: throw new Error(`There is no engine '${name}'.`);
  }
}

/** @type {Buffer[]} */
let pieces = [];
let held = 0;
const input = process.stdin[Symbol.asyncIterator]();

/** @param {number} bytes @returns {Promise<Uint8Array | null>} exactly so many, or null at the end */
async function take(bytes) {
  while (held < bytes) {
    const { value, done } = await input.next();
    if (done) return null;
    pieces.push(value);
    held += value.length;
  }
  const all = Buffer.concat(pieces);
  pieces = [all.subarray(bytes)];
  held -= bytes;
  return Uint8Array.from(all.subarray(0, bytes));
}

if (process.argv[2] === 'webgpu' && skip) {
  console.log('cannot');
  process.exit();
}
const engine = await open(process.argv[2] ?? '');
process.stdout.write('ready\n');
for (let head = await take(12); head; head = await take(12)) {
  const [rows, inner, cols] = /** @type {[number, number, number]} */ ([...new Int32Array(head.buffer)]);
  const values = await take(4 * inner * (rows + cols));
  if (!values) break;
  const a = new Float32Array(values.buffer, 0, rows * inner);
  const b = new Float32Array(values.buffer, 4 * rows * inner, inner * cols);
  const c = await engine.multiply({ rows, inner, cols }, a, b);
  if (!process.stdout.write(new Uint8Array(c.buffer))) await new Promise((resolve) => process.stdout.once('drain', () => resolve(null)));
}
await engine.close();
