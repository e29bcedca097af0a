import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, skip } from '../support/browser.js';
import { startOrchestrator } from '../support/orchestrator.js';

/** Consecutive tasks on the GPU, on Chromium's software adapter: what they share, in what order they come, and when a result is not believed. @type {import('playwright-core').Page} */
let page;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startOrchestrator>>} */
let server;

before(async () => {
  if (skip) return;
  const one = new Float32Array(1);
  server = await startOrchestrator({ shape: { rows: 1, inner: 1, cols: 1 }, a: one, b: one, bandRows: 1 });
  browser = await launch({ webgpu: true });
  page = await browser.newPage();
  await page.goto(`${server.origin}/join`);
  await page.evaluate(OPEN);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What happens on the GPU is noted in events; A is the unit matrix times a factor, so that every value of a result tells which task it is of. */
const OPEN = `(async () => {
  const { findGpu, openGpu } = await import('/assets/worker/webgpu/device.js');
  const { WebGpuEngine } = await import('/assets/worker/webgpu/engine.js');
  const { matmul, product } = await import('/assets/kernels/matmul/kernel.js');
  globalThis.events = [];
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (it) { events.push('made'); return createBuffer.call(this, it); };
  const { mapAsync } = GPUBuffer.prototype;
  GPUBuffer.prototype.mapAsync = async function (...its) {
    const large = this.size > 1_000;
    if (large) events.push('map');
    await mapAsync.apply(this, its);
    if (large) events.push('mapped');
  };
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  globalThis.fewer = 0;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (x, y = 1) {
    events.push('dispatch');
    dispatchWorkgroups.call(this, x - fewer, y);
  };
  globalThis.SIZE = 128;
  globalThis.open = async () => {
    const gpu = await openGpu(navigator.gpu, await findGpu(navigator.gpu));
    const engine = new WebGpuEngine(gpu, async (file) => (await fetch(file)).text(), 2 ** 28, { read: async () => null, write: async () => {} });
    for (const factor of [1, 2, 3]) {
      engine.openBlock(factor, SIZE, SIZE, 'a');
      engine.writeBlock(factor, 0, Float32Array.from({ length: SIZE * SIZE }, (_, i) => (i % (SIZE + 1) === 0 ? factor : 0)));
    }
    engine.openBlock(9, SIZE, SIZE, 'b');
    engine.writeBlock(9, 0, Float32Array.from({ length: SIZE * SIZE }, (_, i) => i));
    engine.times = (factor, free, cancelled = () => false) => {
      const out = new Float32Array(SIZE * SIZE).fill(NaN);
      return engine.compute(matmul, product({ rows: SIZE, inner: SIZE, cols: SIZE, a: factor, b: 9 }), out, cancelled, free).then(() => out);
    };
    await engine.times(1); // kernels are compiled, and the first buffers made
    return engine;
  };
  globalThis.isOf = (factor, out) => out.every((value, i) => value === factor * i);
  globalThis.engine = await open();
})()`;

test('consecutive tasks share their buffers, and each result has the values of its own task', { skip }, async () => {
  const outcome = await page.evaluate(`(async () => {
    events.length = 0;
    const right = [];
    for (const factor of [2, 3, 1, 3, 2]) right.push(isOf(factor, await engine.times(factor)));
    return [right, events.filter((it) => it === 'made').length];
  })()`);
  assert.deepEqual(outcome, [[true, true, true, true, true], 0]);
});

test('a task that was given up leaves nothing in the next result', { skip }, async () => {
  assert.equal(await page.evaluate(`(async () => {
    let asked = 0;
    await engine.times(3, undefined, () => ++asked > 1);
    return isOf(2, await engine.times(2));
  })()`), true);
});

test('the next task is on the GPU before the result of the one before is read, and both are right', { skip }, async () => {
  const [events, right] = /** @type {[string[], boolean[]]} */ (await page.evaluate(`(async () => {
    events.length = 0;
    let second;
    const first = engine.times(2, () => { second = engine.times(3); });
    const results = [await first, await second];
    return [events, [isOf(2, results[0]), isOf(3, results[1])]];
  })()`));
  assert.deepEqual(right, [true, true]);
  const next = events.indexOf('dispatch', events.indexOf('map'));
  assert.ok(next > 0 && next < events.indexOf('mapped'), events.join(' '));
  assert.ok(events.lastIndexOf('map') > events.indexOf('mapped'), 'one read-back at a time');
});

test('with rests to take the next task does not come before the read-back', { skip }, async () => {
  assert.equal(await page.evaluate(`(async () => {
    const { pace } = await import('/assets/worker/pace.js');
    pace.duty = 0.5;
    try {
      let free = 0;
      await engine.times(2, () => { free++; });
      return free;
    } finally {
      pace.duty = 1;
    }
  })()`), 0);
});

test('a result of which a part was not computed is not believed, and the next one is right', { skip }, async () => {
  const outcome = await page.evaluate(`(async () => {
    fewer = 1;
    const said = await engine.times(2).then(() => 'sent', (e) => e.message);
    fewer = 0;
    return [said, isOf(3, await engine.times(3))];
  })()`);
  assert.match(/** @type {any} */ (outcome)[0], /^The result is not complete: \d+ of \d+ workgroups finished\.$/);
  assert.equal(/** @type {any} */ (outcome)[1], true);
});

test('what the GPU refuses to do while a task is under way makes its result one that is not believed', { skip }, async () => {
  const said = await page.evaluate(`(async () => {
    const { createBindGroup } = GPUDevice.prototype;
    GPUDevice.prototype.createBindGroup = function (it) { return createBindGroup.call(this, { ...it, entries: it.entries.slice(1) }); };
    const said = await engine.times(2).then(() => 'sent', (e) => e.constructor.name);
    GPUDevice.prototype.createBindGroup = createBindGroup;
    return [said, isOf(3, await engine.times(3))];
  })()`);
  assert.deepEqual(said, ['Error', true]);
});
