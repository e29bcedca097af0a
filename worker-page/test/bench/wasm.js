/**
 * The WebAssembly kernels, in Chromium also on as many threads as there are cores, against plain JavaScript and against NumPy on one thread, taking turns in
 * one run, in Node and in Chromium:
 * `node --import ./test/support/as-served.js test/bench/wasm.js [SIZE]`. Prints the best of the rounds of each, in GFLOP/s, and the ratios.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { launch, skip } from '../support/browser.js';
import { startOrchestrator } from '../support/orchestrator.js';

const ROUNDS = 20;
const JS_ROUNDS = 3; // it is slow, and steady
const size = Number(process.argv[2] ?? 1_024);
setFlagsFromString('--experimental-wasm-relaxed-simd');

/** NumPy in a process of its own: a product for each line that it gets, answered with its seconds. */
const NUMPY = `
import sys, time, numpy
a, b = (numpy.random.default_rng(s).random((${size}, ${size}), dtype=numpy.float32) - numpy.float32(0.5) for s in (1, 2))
for _ in sys.stdin:
    began = time.perf_counter()
    a @ b
    print(time.perf_counter() - began, flush=True)
`;

/** Makes functions that multiply once and give the milliseconds that it took; runs in Node and, as text, in a page. */
const makeTimers = `async (files, load, size, most) => {
  const [{ WasmEngine }, { JsEngine }, { matmul, product }] = await Promise.all(files.map((file) => import(file)));
  const values = Float32Array.from({ length: size * size }, (_, i) => ((i * 7919) % 2003) / 2003 - 0.5);
  const out = new Float32Array(size * size);
  const prepare = (engine) => {
    for (const [id, role] of [[1, 'a'], [2, 'b']]) {
      engine.openBlock(id, size, size, role);
      engine.writeBlock(id, 0, values);
    }
    return async () => {
      const began = performance.now();
      await engine.compute(matmul, product({ rows: size, inner: size, cols: size, a: 1, b: 2 }), out, () => false);
      return performance.now() - began;
    };
  };
  const timers = { 'plain JavaScript': prepare(new JsEngine('bench', 2 ** 29)) };
  for (const threads of new Set([1, most])) {
    for (const variant of matmul.wasm.variants) {
      const kernel = { ...matmul, wasm: { ...matmul.wasm, variants: [variant] } };
      await WasmEngine.create(load, [kernel], 'bench', 2 ** 29, threads).then((engine) => { timers[engine.tuning] = prepare(engine); }, () => {});
    }
  }
  return timers;
}`;
const FILES = ['worker/wasm/engine.js', 'worker/js/engine.js', 'kernels/matmul/kernel.js'];

/** @typedef {{name: string, time: () => Promise<number>}} Timer */

/** @returns {Promise<Timer[]>} */
async function inNode() {
  const src = new URL('../../src/', import.meta.url);
  const files = FILES.map((file) => new URL(file.replace(/^worker/, 'main/resources/page/worker'), src).href);
  const timers = await (await import(`data:text/javascript,export default ${encodeURIComponent(makeTimers)}`)).default(files, readFile, size, 1);
  return Object.entries(timers).map(([name, time]) => ({ name: `Node: ${name}`, time }));
}

/** @param {import('playwright-core').Page} page @param {string} origin @returns {Promise<Timer[]>} */
async function inPage(page, origin) {
  await page.goto(`${origin}/join`);
  const files = JSON.stringify(FILES.map((file) => `/assets/${file}`));
  const names = await page.evaluate(`(async () => {
    globalThis.timers = await (${makeTimers})(${files}, async (file) => (await fetch(file)).arrayBuffer(), ${size}, navigator.hardwareConcurrency);
    return Object.keys(timers);
  })()`);
  return /** @type {string[]} */ (names).map((name) => ({
    name: `Chromium: ${name}`, time: () => page.evaluate((which) => /** @type {any} */ (globalThis).timers[which](), name),
  }));
}

const numpy = spawn('python3', ['-c', NUMPY], { env: { ...process.env, OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }, stdio: ['pipe', 'pipe', 'inherit'] });
const answers = createInterface(numpy.stdout)[Symbol.asyncIterator]();
/** @type {Timer[]} */
const timers = [{
  name: 'NumPy',
  async time() {
    numpy.stdin.write('\n');
    return 1_000 * Number((await answers.next()).value);
  },
}, ...await inNode()];

const one = new Float32Array(1);
const server = await startOrchestrator({ shape: { rows: 1, inner: 1, cols: 1 }, a: one, b: one, bandRows: 1 });
const browser = skip ? null : await launch({ webgpu: false });
if (browser) timers.push(...await inPage(await browser.newPage(), server.origin));

/** @type {Map<string, number>} */
const best = new Map();
for (let round = 0; round < ROUNDS; round++) {
  for (const { name, time } of timers) {
    if (round < JS_ROUNDS || !name.endsWith('JavaScript')) best.set(name, Math.min(best.get(name) ?? Infinity, await time()));
  }
}
const speedOf = (/** @type {string} */ name) => 2 * size ** 3 / Number(best.get(name)) / 1e6;
for (const name of best.keys()) {
  const where = name.split(': ')[0];
  const js = where === 'NumPy' ? '' : ` ${(speedOf(name) / speedOf(`${where}: plain JavaScript`)).toFixed(1).padStart(6)} × JavaScript`;
  console.log(`${name.padEnd(62)}${speedOf(name).toFixed(1).padStart(7)} GFLOP/s  ${(speedOf(name) / speedOf('NumPy')).toFixed(2)} of NumPy${js}`);
}
numpy.stdin.end();
await browser?.close();
await server.stop();
