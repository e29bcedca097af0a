/**
 * Our GPU kernel against those of TensorFlow.js and ONNX Runtime Web, on the same adapter in the same run, taking turns; operands lie on the GPU, the
 * product is read back. They are no dependency of the page: install them anywhere,
 * `npm install --prefix FOLDER @tensorflow/tfjs-core @tensorflow/tfjs-backend-webgpu onnxruntime-web`, then
 * `node --import ./test/support/as-served.js test/bench/peers.js FOLDER [SIZE]`. Prints the best of the rounds of each.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../support/browser.js';

const ROUNDS = 4;
const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
const folder = resolve(process.argv[2] ?? '', 'node_modules');
const size = Number(process.argv[3] ?? 1_024);
/** @type {Record<string, string>} */
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const PLACES = [['/peers/', folder], ['/assets/kernels/', join(SRC, 'kernels')], ['/assets/', join(SRC, 'main/resources/page')]];

const server = createServer(async ({ url }, response) => {
  const path = new URL(url ?? '/', 'http://x').pathname;
  const [prefix, place] = PLACES.find(([begin]) => path.startsWith(String(begin))) ?? [];
  const file = prefix ? resolve(String(place), path.slice(prefix.length)) : '';
  const body = file.startsWith(place + sep) ? await readFile(file).catch(() => null) : null;
  response.writeHead(body || path === '/' ? 200 : 404, { 'Content-Type': TYPES[extname(path)] ?? 'text/html' }).end(body ?? '<!doctype html>');
});
await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

/** A field of a protocol buffer: text and messages as bytes, numbers as varints. @param {number} field @param {string | number | number[]} value @returns {number[]} */
function put(field, value) {
  if (typeof value === 'number') return [8 * field, ...varint(value)];
  const bytes = typeof value === 'string' ? [...Buffer.from(value)] : value;
  return [8 * field + 2, ...varint(bytes.length), ...bytes];
}

/** @param {number} value @returns {number[]} */
function varint(value) {
  return value < 128 ? [value] : [128 + value % 128, ...varint(Math.floor(value / 128))];
}

/** An ONNX model that is one MatMul. @param {number} n */
function model(n) {
  const dimension = put(1, put(1, n));
  const type = put(1, [...put(1, 1), ...put(2, [...dimension, ...dimension])]);
  const value = (/** @type {string} */ name) => [...put(1, name), ...put(2, type)];
  const node = [...put(1, 'A'), ...put(1, 'B'), ...put(2, 'C'), ...put(4, 'MatMul')];
  const graph = [...put(1, node), ...put(2, 'g'), ...put(11, value('A')), ...put(11, value('B')), ...put(12, value('C'))];
  return [...put(1, 8), ...put(7, graph), ...put(8, put(2, 13))];
}

const PREPARE = `async (size, model) => {
  const values = Float32Array.from({ length: size * size }, (_, i) => ((i * 7919) % 2003) / 2003 - 0.5);
  const out = new Float32Array(size * size);
  const prepare = {
    async ours() {
      const { findGpu, openGpu } = await import('/assets/worker/webgpu/device.js');
      const { WebGpuEngine } = await import('/assets/worker/webgpu/engine.js');
      const { matmul, product } = await import('/assets/kernels/matmul/kernel.js');
      const gpu = await openGpu(navigator.gpu, await findGpu(navigator.gpu));
      const engine = new WebGpuEngine(gpu, async (file) => (await fetch(file)).text(), 2 ** 28, { read: async () => null, write: async () => {} });
      for (const id of [1, 2]) {
        engine.openBlock(id, size, size);
        engine.writeBlock(id, 0, values);
      }
      return async () => {
        await engine.compute(matmul, product({ rows: size, inner: size, cols: size, a: 1, b: 2 }), out, () => false);
        return out;
      };
    },
    async 'TensorFlow.js'() {
      await script('/peers/@tensorflow/tfjs-core/dist/tf-core.min.js');
      await script('/peers/@tensorflow/tfjs-backend-webgpu/dist/tf-backend-webgpu.min.js');
      if (!await tf.setBackend('webgpu')) throw new Error('no backend');
      await tf.ready();
      const [a, b] = [tf.tensor2d(values, [size, size]), tf.tensor2d(values, [size, size])];
      return async () => {
        const c = tf.matMul(a, b);
        const data = await c.data();
        c.dispose();
        return data;
      };
    },
    async 'ONNX Runtime Web'() {
      const ort = await import('/peers/onnxruntime-web/dist/ort.webgpu.min.mjs');
      ort.env.wasm.numThreads = 1;
      ort.env.wasm.wasmPaths = '/peers/onnxruntime-web/dist/';
      const session = await ort.InferenceSession.create(Uint8Array.from(model), { executionProviders: ['webgpu'], preferredOutputLocation: 'gpu-buffer' });
      const device = await ort.env.webgpu.device;
      const [A, B] = [0, 1].map(() => {
        const buffer = device.createBuffer({ size: 4 * size * size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC });
        device.queue.writeBuffer(buffer, 0, values);
        return ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: [size, size] });
      });
      return async () => {
        const { C } = await session.run({ A, B });
        const data = await C.getData();
        C.dispose();
        return data;
      };
    },
  };
  const script = (src) => new Promise((resolve, reject) => document.head.append(Object.assign(document.createElement('script'), { src, onload: resolve, onerror: reject })));
  globalThis.timers = {};
  for (const [name, make] of Object.entries(prepare)) {
    try {
      const multiply = await make();
      const first = await multiply(); // compiles, and is not timed
      timers[name] = async () => {
        const began = performance.now();
        const c = await multiply();
        return { ms: performance.now() - began, c: Number(c[size + 3]) };
      };
      timers[name].check = Number(first[size + 3]);
    } catch (e) {
      console.log(name + ' cannot: ' + e);
    }
  }
  return Object.keys(timers);
}`;

const browser = await launch({ webgpu: true });
const page = await browser.newPage();
page.on('console', (message) => { if (message.type() === 'log') console.log(message.text()); });
await page.goto(`http://127.0.0.1:${port}/`);
const names = /** @type {string[]} */ (await page.evaluate(`(${PREPARE})(${size}, ${JSON.stringify(model(size))})`));
/** @type {Record<string, number>} */
const best = {};
for (let round = 0; round < ROUNDS; round++) {
  for (const name of names) {
    const { ms } = /** @type {{ms: number, c: number}} */ (await page.evaluate((which) => /** @type {any} */ (globalThis).timers[which](), name));
    best[name] = Math.min(best[name] ?? Infinity, ms);
  }
}
const speed = (/** @type {string} */ name) => 2 * size ** 3 / Number(best[name]) / 1e6;
const values = await page.evaluate('Object.fromEntries(Object.entries(timers).map(([name, timer]) => [name, timer.check]))');
console.log(`one value of each product, to compare: ${JSON.stringify(values)}`);
for (const name of names) console.log(`${name.padEnd(20)} ${speed(name).toFixed(2).padStart(9)} GFLOP/s   ours / this ${(speed('ours') / speed(name)).toFixed(2)}`);
await browser.close();
server.close();
