/**
 * Consecutive tasks on the GPU: this checkout's engine against that of another one, taking turns in one Chromium:
 * `node --import ./test/support/as-served.js test/bench/consecutive.js OTHER_CHECKOUT [ROUNDS]`. Prints medians: milliseconds a task, and the ratio.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from '../support/browser.js';
import { startOrchestrator } from '../support/orchestrator.js';

const TASKS = 8;
const SHAPES = [[256, 256, 256], [1_024, 64, 1_024], [2_048, 16, 2_048]].map(([rows, inner, cols]) => ({ rows: Number(rows), inner: Number(inner), cols: Number(cols) }));
const rounds = Number(process.argv[3] ?? 15);

const OPEN = `(async () => {
  const { findGpu, openGpu } = await import('/assets/worker/webgpu/device.js');
  const { WebGpuEngine } = await import('/assets/worker/webgpu/engine.js');
  const { matmul, product } = await import('/assets/kernels/matmul/kernel.js');
  const gpu = await openGpu(navigator.gpu, await findGpu(navigator.gpu));
  const engine = new WebGpuEngine(gpu, async (file) => (await fetch(file)).text(), 2 ** 29, { read: async () => null, write: async () => {} });
  globalThis.run = async ({ rows, inner, cols }) => { // a task begins when the engine is free for it
    for (const [id, r, c, role] of [[1, rows, inner, 'a'], [2, inner, cols, 'b']]) {
      engine.openBlock(id, r, c, role);
      engine.writeBlock(id, 0, new Float32Array(r * c).fill(1));
    }
    const task = (free) => {
      const out = new Float32Array(rows * cols);
      return engine.compute(matmul, product({ rows, inner, cols, a: 1, b: 2 }), out, () => false, free)
        .then(() => { if (out.some((value) => value !== inner)) throw new Error('wrong'); });
    };
    await task(() => {});
    const began = performance.now();
    let left = ${TASKS};
    await new Promise((done, failed) => {
      let under = 0;
      const next = () => {
        if (left === 0) return under === 0 ? done() : undefined;
        left--;
        under++;
        let isFree = false;
        const free = () => { if (!isFree) { isFree = true; next(); } };
        task(free).then(() => { under--; if (isFree) { if (left === 0 && under === 0) done(); } else free(); }, failed);
      };
      next();
    });
    const ms = (performance.now() - began) / ${TASKS};
    engine.freeBlock(1);
    engine.freeBlock(2);
    return ms;
  };
})()`;

const one = new Float32Array(1);
const work = { shape: { rows: 1, inner: 1, cols: 1 }, a: one, b: one, bandRows: 1 };
/** @type {{startOrchestrator: typeof startOrchestrator}} */
const other = await import(pathToFileURL(resolve(process.argv[2] ?? '', 'worker-page/test/support/orchestrator.js')).href);
const servers = [await startOrchestrator(work), await other.startOrchestrator(work)];
const browser = await launch({ webgpu: true });
const pages = await Promise.all(servers.map(async ({ origin }) => {
  const page = await browser.newPage();
  await page.goto(`${origin}/join`);
  await page.evaluate(OPEN);
  return page;
}));
for (const shape of SHAPES) {
  /** @type {number[][]} */
  const times = [[], []];
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 ? [1, 0] : [0, 1]) times[side]?.push(Number(await pages[side]?.evaluate((it) => /** @type {any} */ (globalThis).run(it), shape)));
  }
  const [here, there] = times.map((all) => Number(all.sort((a, b) => a - b)[all.length >> 1]));
  console.log(`${shape.rows} × ${shape.inner} × ${shape.cols}: ${here?.toFixed(1)} ms a task here, ${there?.toFixed(1)} there, there / here ${(Number(there) / Number(here)).toFixed(2)}`);
}
await browser.close();
await Promise.all(servers.map((server) => server.stop()));
