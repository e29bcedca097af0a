import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { chooseEngine } from '../../src/main/resources/page/worker/engine.js';
import { Outbox } from '../../src/main/resources/page/worker/outbox.js';
import { memoryBudget, threadsFor } from '../../src/main/resources/page/worker/resources.js';
import { TookTooLong, within } from '../../src/main/resources/page/worker/time.js';
import { OutOfMemory } from '../../src/main/resources/page/worker/types.js';
import { Heap } from '../../src/main/resources/page/worker/wasm/heap.js';
import { forSharedMemory } from '../../src/main/resources/page/worker/wasm/modules.js';
import { tuneThreads } from '../../src/main/resources/page/worker/wasm/tuning.js';
import { slices } from '../../src/kernels/matmul/slices.js';
import { parts } from '../../src/main/resources/page/worker/webgpu/synthetic.js';

test('the heap gives ranges that never overlap, joins what is freed, and grows', () => {
  let size = 65_536;
  const heap = new Heap(size, (bytes) => {
    if (size + bytes > 2 ** 20) throw new RangeError('no');
    return size += Math.ceil(bytes / 65_536) * 65_536;
  });
  let state = 7;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  /** @type {{at: number, bytes: number}[]} */
  const taken = [];
  for (let step = 0; step < 3_000; step++) {
    if (taken.length > 0 && random() < 0.5) {
      const [gone] = taken.splice(Math.floor(random() * taken.length), 1);
      heap.give(Number(gone?.at));
      continue;
    }
    const bytes = 1 + Math.floor(random() * 40_000);
    try {
      const at = heap.take(bytes);
      assert.equal(at % 64, 0);
      assert.ok(at + bytes <= size && at > 0);
      assert.ok(taken.every((t) => at + bytes <= t.at || t.at + t.bytes <= at));
      taken.push({ at, bytes });
    } catch (e) {
      assert.ok(e instanceof OutOfMemory);
    }
  }
  for (const { at } of taken) heap.give(at);
  assert.equal(heap.take(size - 64), 64, 'all of it is one range again');
  assert.throws(() => heap.give(128));
});

const TILING = { rows: 64, cols: 64, strip: 16, mostPerDimension: 5 };
for (const [rows, inner, cols, ops] of [[1, 1, 1, 1], [1, 5_000, 1, 1e4], [200, 300, 1_000, 1e6], [65, 17, 63, 1e9], [300, 100, 700, 1], [64, 1_000, 64, 1e5], [1, 3, 2_000, 1e9]]) {
  test(`slices cover ${rows} × ${inner} × ${cols} exactly once, in order, within the limits (${ops} operations)`, () => {
    const shape = { rows: Number(rows), inner: Number(inner), cols: Number(cols) };
    const reached = new Map();
    for (const s of slices(shape, TILING, () => Number(ops))) {
      assert.ok(s.colEnd - s.colBegin <= 64 * 5 && s.rowEnd - s.rowBegin <= 64 * 5);
      const work = 2 * (s.rowEnd - s.rowBegin) * (s.colEnd - s.colBegin) * (s.innerEnd - s.innerBegin);
      assert.ok(work <= Math.max(Number(ops), 2 * 64 * 64 * 16), `${work} operations`);
      const tile = `${s.rowBegin}-${s.rowEnd} ${s.colBegin}-${s.colEnd}`;
      assert.equal(s.innerBegin, reached.get(tile) ?? 0);
      reached.set(tile, s.innerEnd);
    }
    let area = 0;
    for (const [tile, end] of reached) {
      const [r, c] = tile.split(' ').map((/** @type {string} */ range) => range.split('-').map(Number));
      assert.equal(end, inner);
      area += (r[1] - r[0]) * (c[1] - c[0]);
    }
    assert.equal(area, Number(rows) * Number(cols));
  });
}

/** @param {{gpu?: number | string, software?: boolean, wasm?: number | string}} speeds operations per second, or why there is none */
function fakeEngines({ gpu = 'this browser has no WebGPU', software = false, wasm = 'its WebAssembly has no SIMD' }) {
  /** @type {string[]} */
  const closed = [];
  const make = (/** @type {string} */ name, /** @type {number | string} */ speed) => {
    if (typeof speed === 'string') throw new Error(speed);
    return /** @type {any} */ ({ name, speed, device: name, close: () => closed.push(name) });
  };
  /** @type {import('../../src/main/resources/page/worker/engine.js').Engines} */
  const engines = {
    async findWebgpu() {
      if (typeof gpu === 'string') throw new Error(gpu);
      return { isSoftware: software, open: async () => make('webgpu', gpu) };
    },
    wasm: async () => make('wasm', wasm),
    js: async () => make('js', 1e9),
    async measure(engine) {
      const { speed } = /** @type {any} */ (engine);
      if (Number.isNaN(speed)) throw new Error(`${engine.device} gave a wrong answer in a small test`);
      return speed;
    },
  };
  return { engines, closed };
}

for (const [what, speeds, forced, name, why] of /** @type {[string, Parameters<typeof fakeEngines>[0], string | null, string, RegExp][]} */ ([
  ['a real GPU', { gpu: 1e12, wasm: 2e10 }, null, 'webgpu', /with the GPU, 50 times as fast as WebAssembly here\.$/],
  ['a GPU without WebAssembly beside it', { gpu: 1e12 }, null, 'webgpu', /with the GPU\.$/],
  ['a GPU that measures slower', { gpu: 1e9, wasm: 2e10 }, null, 'wasm', /because the GPU measured slower here\.$/],
  ['a software GPU', { gpu: 1e12, software: true, wasm: 2e10 }, null, 'wasm', /imitated by the processor/],
  ['a software GPU beside slow WebAssembly', { gpu: 1e9, software: true, wasm: 5e8 }, null, 'webgpu', /2 times as fast/],
  ['no WebGPU', { wasm: 2e10 }, null, 'wasm', /because this browser has no WebGPU\.$/],
  ['a GPU that answers wrongly', { gpu: NaN, wasm: 2e10 }, null, 'wasm', /webgpu gave a wrong answer/],
  ['neither', {}, null, 'js', /because this browser has no WebGPU, and its WebAssembly has no SIMD\.$/],
  ['wasm asked for', { gpu: 1e12, wasm: 2e10 }, 'wasm', 'wasm', /as the address asks\.$/],
  ['webgpu asked for, a software one', { gpu: 1e9, software: true, wasm: 2e10 }, 'webgpu', 'webgpu', /as the address asks\.$/],
  ['webgpu asked for and not there', { wasm: 2e10 }, 'webgpu', 'wasm', /^The address asks for the GPU, but this browser has no WebGPU: computing with WebAssembly instead\.$/],
  ['webgpu asked for and wrong', { gpu: NaN, wasm: 2e10 }, 'webgpu', 'wasm', /^The address asks for the GPU, but webgpu gave a wrong answer/],
  ['something unknown asked for', { wasm: 2e10 }, 'abacus', 'wasm', /^The address asks for “abacus”; webgpu, wasm and js are known\. /],
])) {
  test(`with ${what}, ${name} computes and the page says why`, async () => {
    const { engines, closed } = fakeEngines(speeds);
    const choice = await chooseEngine(engines, forced);
    assert.equal(choice.engine.name, name);
    assert.match(choice.why, why);
    assert.ok(!closed.includes(name));
  });
}

for (const [speeds, expected, tried] of /** @type {[Record<number, number>, number, number[]][]} */ ([
  [{ 8: 8e10, 4: 4e10, 1: 1e10 }, 8, [8, 4, 1]],
  [{ 8: 5e10, 4: 6e10, 1: 2e10 }, 4, [8, 4, 1]],
  [{ 2: 9e9, 1: 2e10 }, 1, [2, 1]],
  [{ 1: 1e10 }, 1, [1]],
])) {
  test(`of ${Object.keys(speeds)} threads ${expected} compute, because that measured fastest`, async () => {
    /** @type {number[]} */
    const measured = [];
    const engine = { threads: Number(tried[0]), keepThreads(/** @type {number} */ count) { this.threads = count; } };
    const speed = await tuneThreads(engine, async ({ threads }) => { measured.push(threads); return Number(speeds[threads]); });
    assert.deepEqual([engine.threads, speed, measured], [expected, speeds[expected], tried]);
  });
}

test('threads are as many as there are cores, and one where the page is not isolated', () => {
  const isolated = { crossOriginIsolated: true, SharedArrayBuffer, Worker: class {} };
  assert.deepEqual([1, 2, 8, 64, null].map((cores) => threadsFor(cores, isolated)), [1, 2, 8, 16, 1]);
  for (const missing of [{ crossOriginIsolated: false }, { SharedArrayBuffer: undefined }, { Worker: undefined }]) assert.equal(threadsFor(8, { ...isolated, ...missing }), 1);
  assert.equal(threadsFor(8, { SharedArrayBuffer, Worker: class {} }), 8, 'a browser that does not say it, and could not have shared memory otherwise');
});

test('a module for shared memory differs in one bit, and another is refused', async () => {
  const bytes = await readFile(new URL('../../src/kernels/matmul/matmul.wasm', import.meta.url));
  const shared = forSharedMemory(bytes);
  assert.ok(WebAssembly.validate(shared));
  assert.deepEqual([...shared].flatMap((byte, i) => (byte === bytes[i] ? [] : [byte ^ Number(bytes[i])])), [2]);
  assert.throws(() => forSharedMemory(shared), /does not import/);
});

test('the outbox keeps the order and does not run ahead of the network', async () => {
  /** @type {unknown[]} */
  const sent = [];
  const sink = { bufferedAmount: 5 * 2 ** 20, send: (/** @type {unknown} */ part) => void sent.push(part) };
  const outbox = new Outbox(sink);
  outbox.put(['a', 'b']);
  outbox.put(['c']);
  assert.deepEqual(sent, []);
  sink.bufferedAmount = 0;
  await within(5_000, 'sending', (async () => {
    while (sent.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  })());
  assert.deepEqual(sent, ['a', 'b', 'c']);
  outbox.close();
  outbox.put(['d']);
  assert.equal(sent.length, 3);
});

test('what is left of a result that nobody wants is not sent, and what stands beside it is', async () => {
  /** @type {unknown[]} */
  const sent = [];
  const sink = { bufferedAmount: 5 * 2 ** 20, send: (/** @type {unknown} */ part) => void sent.push(part) };
  const outbox = new Outbox(sink);
  outbox.put(['complete 1']);
  outbox.put(['frame'], 1);
  outbox.put(['complete 2']);
  outbox.put(['frame 2'], 2);
  outbox.drop(1);
  sink.bufferedAmount = 0;
  await within(5_000, 'sending', (async () => {
    while (sent.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  })());
  assert.deepEqual(sent, ['complete 1', 'complete 2', 'frame 2']);
});

for (const [runs, length, mostRuns, blocks] of /** @type {const} */ ([[1, 1, 65_535, 1], [7, 13, 3, 100], [300, 5, 65_535, 64], [2, 1_001, 9, 16], [1, 70_000, 9, 4_096]])) {
  test(`parts cover ${runs} runs of ${length} exactly once within ${blocks} blocks`, () => {
    const perRun = Math.ceil((length + 3) / 4);
    const seen = new Set();
    for (const { runBegin, runEnd, blockBegin, blockEnd } of parts({ runs, length }, mostRuns, () => blocks)) {
      assert.ok(runEnd - runBegin <= mostRuns && (runEnd - runBegin) * (blockEnd - blockBegin) <= blocks);
      for (let run = runBegin; run < runEnd; run++) for (let block = blockBegin; block < blockEnd; block++) seen.add(run * perRun + block);
    }
    assert.equal(seen.size, runs * perRun);
  });
}

test('a wait has a limit', async () => {
  await assert.rejects(within(5, 'Waiting', new Promise(() => {})), TookTooLong);
  assert.equal(await within(5_000, 'Waiting', Promise.resolve(7)), 7);
});

test('memory taken is a quarter of what the device tells of, within bounds', () => {
  const mib = (/** @type {string} */ kind, /** @type {number | null} */ memoryGb) => memoryBudget({ kind, cores: null, memoryGb }) / 2 ** 20;
  assert.deepEqual([mib('phone', 4), mib('phone', 0.25), mib('desktop', 32), mib('phone', null), mib('desktop', null)], [1_024, 192, 2_048, 384, 1_024]);
});
