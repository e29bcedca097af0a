import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, skip, until } from '../support/browser.js';
import { GOLDEN, LONG, reference as countsOf, tileFields, TILES } from '../support/mandelbrot.js';
import { numbers, SHAPES } from '../support/matrices.js';
import { startOrchestrator } from '../support/orchestrator.js';

/** The WebAssembly engine on several threads, in a page of its own. @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startOrchestrator>>} */
let server;

before(async () => {
  const one = new Float32Array(1);
  server = await startOrchestrator({ shape: { rows: 1, inner: 1, cols: 1 }, a: one, b: one, bandRows: 1 });
  if (!skip) browser = await launch({ webgpu: false });
});
after(async () => {
  await browser?.close();
  await server.stop();
});

const OPEN = `(async () => {
  const { WasmEngine } = await import('/assets/worker/wasm/engine.js');
  const { KERNELS } = await import('/assets/kernels/index.js');
  const { matmul, product: productOf } = await import('/assets/kernels/matmul/kernel.js');
  const { mandelbrot } = await import('/assets/kernels/mandelbrot/kernel.js');
  Object.assign(globalThis, { pace: (await import('/assets/worker/pace.js')).pace, matmul, productOf });
  globalThis.open = (threads, variant = 0) => {
    const kernels = KERNELS.map((it) => (it === matmul ? { ...matmul, wasm: { ...matmul.wasm, variants: [matmul.wasm.variants[variant]] } } : it));
    return WasmEngine.create(async (file) => (await fetch(file)).arrayBuffer(), kernels, 'test', 2 ** 28, threads);
  };
  globalThis.product = async (engine, { rows, inner, cols }, a, b, cancelled = () => false) => {
    engine.openBlock(1, rows, inner, 'a');
    engine.openBlock(2, inner, cols, 'b');
    engine.writeBlock(1, 0, Float32Array.from(a));
    engine.writeBlock(2, 0, Float32Array.from(b));
    const out = new Float32Array(rows * cols).fill(NaN);
    await engine.compute(matmul, productOf({ rows, inner, cols, a: 1, b: 2 }), out, cancelled);
    engine.freeBlock(1);
    engine.freeBlock(2);
    return out;
  };
  globalThis.numbers = ${numbers};
  /** Whether two engines give the same bits for the same numbers. */
  globalThis.same = async (one, other, shape) => {
    const [a, b] = [numbers(shape.rows * shape.inner, 1), numbers(shape.inner * shape.cols, 2)];
    const [x, y] = [await product(one, shape, a, b), await product(other, shape, a, b)];
    return x.length === shape.rows * shape.cols && x.every((value, i) => Object.is(value, y[i]) && Number.isFinite(value));
  };
  globalThis.tile = async (engine, fields, cancelled = () => false) => {
    const out = new Uint32Array(fields.rows * fields.cols).fill(4_000_000_000);
    await engine.compute(mandelbrot, mandelbrot.read(fields), out, cancelled);
    return [...out];
  };
})()`;

/** @param {string} [thread] the text of thread.js, in place of what it is */
async function newPage(thread) {
  const page = await browser.newPage();
  if (thread !== undefined) await page.route('**/wasm/thread.js', (route) => route.fulfill({ contentType: 'text/javascript', headers: ISOLATED, body: thread }));
  await page.goto(`${server.origin}/join`);
  await page.evaluate(OPEN);
  return page;
}
const ISOLATED = { 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** @param {import('playwright-core').Page} page @param {string} engines two expressions @param {typeof SHAPES[0]} shape */
function same(page, engines, shape) {
  return page.evaluate(`same(${engines}, ${JSON.stringify(shape)})`);
}

test('the pages are isolated from other sites, so that threads may share memory', { skip }, async () => {
  const page = await browser.newPage();
  for (const path of ['join', 'bench']) {
    await page.goto(`${server.origin}/${path}`);
    assert.equal(await page.evaluate('crossOriginIsolated'), true, path);
  }
  await page.close();
});

test('several threads give the bits of one, fused or not', { skip }, async () => {
  const page = await newPage();
  await page.evaluate(`(async () => {
    for (const variant of [0, 1]) for (const threads of [1, 2, 3]) globalThis['on' + threads + variant] = await open(threads, variant);
  })()`);
  assert.deepEqual(await page.evaluate('[on10, on20, on31].map((engine) => engine.threads)'), [1, 2, 3]);
  assert.match(String(await page.evaluate('on31.tuning')), /^SIMD, 4 × 8 values at a time, on 3 threads$/);
  for (const shape of [...SHAPES, { rows: 400, inner: 700, cols: 333 }]) {
    for (const engines of ['on10, on20', 'on10, on30', 'on11, on21', 'on11, on31']) assert.equal(await same(page, engines, shape), true, `${engines}: ${JSON.stringify(shape)}`);
  }
  await page.close();
});

test('several threads compute the golden tiles, and others', { skip }, async () => {
  const page = await newPage();
  await page.evaluate('(async () => { globalThis.engine = await open(3); })()');
  const counts = (/** @type {import('../support/mandelbrot.js').Tile} */ it) => page.evaluate((fields) => /** @type {any} */ (globalThis).tile(/** @type {any} */ (globalThis).engine, fields), tileFields(it));
  for (const { name, counts: expected, ...it } of GOLDEN) assert.deepEqual(await counts(it), expected, name);
  for (const it of [...TILES, LONG]) assert.deepEqual(await counts(it), countsOf(it), JSON.stringify(it));
  await page.close();
});

test('with less than full power one thread less computes, and all of them rest', { skip }, async () => {
  const page = await newPage();
  const [full, half, rested] = /** @type {number[]} */ (await page.evaluate(`(async () => {
    const engine = await open(3);
    const used = [];
    const plan = matmul.wasm.plan;
    const counting = { ...matmul, wasm: { ...matmul.wasm, plan: (work, room) => { used.push(room.threads); return plan(work, room); } } };
    for (const block of [1, 2]) engine.openBlock(block, 900, 900, 'ab'[block - 1]);
    const multiply = () => engine.compute(counting, productOf({ rows: 900, inner: 900, cols: 900, a: 1, b: 2 }), new Float32Array(810_000), () => false);
    await multiply();
    pace.duty = 0.5;
    await multiply();
    return [...used, pace.restedMs];
  })()`));
  assert.deepEqual([full, half], [3, 2]);
  assert.ok(Number(rested) > 0);
  await page.close();
});

test('several threads stop when cancelled, and go on', { skip }, async () => {
  const page = await newPage();
  await page.evaluate('(async () => { globalThis.engine = await open(3); })()');
  const late = tileFields({ ...LONG, parameters: { ...LONG.parameters, iterations: '10000000' } });
  const asked = await page.evaluate(async (fields) => {
    let times = 0;
    await /** @type {any} */ (globalThis).tile(/** @type {any} */ (globalThis).engine, fields, () => ++times > 2);
    return times;
  }, late);
  assert.ok(asked >= 3);
  assert.equal(await same(page, 'engine, engine', { rows: 40, inner: 50, cols: 60 }), true);
  await page.close();
});

for (const [what, thread] of [
  ['fails in the middle', "self.onmessage = ({ data }) => { if (data.type === 'memory') postMessage('ready'); else if (data.type === 'compute') throw new Error('out of order'); };"],
  ['takes a share and falls silent', `let words; self.onmessage = ({ data }) => {
    if (data.type === 'open') words = data.words;
    else if (data.type === 'memory') postMessage('ready');
    else Atomics.add(words, 0, 1);
  };`],
]) {
  test(`a thread that ${what} loses nothing: one computes all of it again, and what comes after`, { skip }, async () => {
    const page = await newPage(thread);
    await page.evaluate('(async () => { globalThis.engine = await open(2); globalThis.alone = await open(1); })()');
    assert.equal(await page.evaluate('engine.threads'), 2);
    const shape = { rows: 300, inner: 200, cols: 100 };
    for (let turn = 0; turn < 2; turn++) assert.equal(await same(page, 'alone, engine', shape), true);
    assert.equal(await page.evaluate('engine.threads'), 1);
    await page.close();
  });
}

test('where threads cannot be opened one computes', { skip }, async () => {
  const page = await newPage("throw new Error('not here');");
  await page.evaluate('(async () => { globalThis.engine = await open(2); })()');
  assert.equal(await page.evaluate('engine.threads'), 1);
  assert.equal(await same(page, 'engine, engine', { rows: 2, inner: 2, cols: 2 }), true);
  await page.close();
});

test('a page that joins tries its threads, and tells with how many it computes', { skip }, async () => {
  const page = await browser.newPage();
  await page.goto(server.joinUrl());
  await until('it is in', () => server.grid.received.some(({ type }) => type === 'register_worker'));
  const { device } = server.grid.received.find(({ type }) => type === 'register_worker') ?? {};
  assert.match(String(device), /^processor, \d+ cores?, (one thread|\d+ threads)$/);
  await until('it is said', async () => /on (one thread|\d+ threads)\.$/.test(await page.locator('#why').textContent() ?? ''));
  await page.close();
});
