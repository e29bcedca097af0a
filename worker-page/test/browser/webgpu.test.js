import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, skip } from '../support/browser.js';
import { fillSteps, recipeOf } from '../../src/main/resources/page/worker/synthetic.js';
import { GOLDEN, LONG, reference as countsOf, tileAt, tileFields, TILES } from '../support/mandelbrot.js';
import { bitsOf, firstDifference, GOLDEN_SYNTHETIC, numbers, reference, SHAPES } from '../support/matrices.js';
import { VARIANTS } from '../../src/kernels/matmul/variants.js';
import { startOrchestrator } from '../support/orchestrator.js';

/** The WebGPU engine by itself, in a page, on Chromium's software adapter. @type {import('playwright-core').Page} */
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

const OPEN = `(async () => {
  const { findGpu, openGpu } = await import('/assets/worker/webgpu/device.js');
  const { WebGpuEngine } = await import('/assets/worker/webgpu/engine.js');
  const { matmul, product: productOf } = await import('/assets/kernels/matmul/kernel.js');
  const { openVariant } = await import('/assets/kernels/matmul/webgpu.js');
  const { VARIANTS } = await import('/assets/kernels/matmul/variants.js');
  const { mandelbrot } = await import('/assets/kernels/mandelbrot/kernel.js');
  const load = async (file) => (await fetch(file)).text();
  globalThis.open = async (memory = 2 ** 28, pace = 0, variant = null) => {
    const gpu = await openGpu(navigator.gpu, await findGpu(navigator.gpu));
    const engine = new WebGpuEngine(gpu, load, memory, { read: async () => null, write: async () => {} });
    engine.pace = pace; // operations per second that the kernel believes in; 0: as it learns
    const kernel = { ...matmul, webgpu: { open: async (gpu) => {
      const runner = variant === null ? await matmul.webgpu.open(gpu) : await openVariant(gpu, VARIANTS[variant]);
      let learned = runner.tempo.opsPerSecond;
      Object.defineProperty(runner.tempo, 'opsPerSecond', { get: () => engine.pace || learned, set(it) { learned = it; } });
      return runner;
    } } };
    engine.multiply = (shape, out, cancelled) => engine.compute(kernel, productOf(shape), out, cancelled);
    return { gpu, engine };
  };
  globalThis.tile = async (engine, fields, cancelled = () => false) => {
    const out = new Uint32Array(fields.rows * fields.cols).fill(4_000_000_000);
    await engine.compute(mandelbrot, mandelbrot.read(fields), out, cancelled);
    return [...out];
  };
  globalThis.product = async (engine, { rows, inner, cols }, a, b) => {
    engine.openBlock(1, rows, inner, 'a');
    engine.openBlock(2, inner, cols, 'b');
    const half = b.length >> 1;
    engine.writeBlock(1, 0, Float32Array.from(a));
    engine.writeBlock(2, 0, Float32Array.from(b).subarray(0, half));
    engine.writeBlock(2, half, Float32Array.from(b).subarray(half));
    const out = new Float32Array(rows * cols);
    await engine.multiply({ rows, inner, cols, a: 1, b: 2 }, out, () => false);
    engine.freeBlock(1);
    engine.freeBlock(2);
    return [...out];
  };
  globalThis.made = async (engine, { rows, cols, generate }) => { // the unit matrix times the block: the block
    engine.openBlock(1, rows, rows, 'a');
    engine.writeBlock(1, 0, Float32Array.from({ length: rows * rows }, (_, i) => (i % (rows + 1) === 0 ? 1 : 0)));
    engine.openBlock(2, rows, cols, 'b', generate);
    const out = new Float32Array(rows * cols);
    await engine.multiply({ rows, inner: rows, cols, a: 1, b: 2 }, out, () => false);
    engine.freeBlock(1);
    engine.freeBlock(2);
    return [...out];
  };
  globalThis.gpu = (await open()).engine;
  globalThis.slow = (await open(2 ** 28, 1e6)).engine;
})()`;

/** @param {string} engine the name of a variable @param {{rows: number, inner: number, cols: number}} shape @param {Float32Array} a @param {Float32Array} b @returns {Promise<number[]>} */
function product(engine, shape, a, b) {
  return page.evaluate(([name, ...rest]) => /** @type {any} */ (globalThis).product(/** @type {any} */ (globalThis)[name], ...rest),
    /** @type {const} */ ([engine, shape, [...a], [...b]]));
}

const SMALL = tileAt(4, -0.5, 0.5, 5, 3, 3, 40);

/** @param {import('../support/mandelbrot.js').Tile} tile @returns {Promise<number[]>} */
function counts(tile) {
  return page.evaluate((fields) => /** @type {any} */ (globalThis).tile(/** @type {any} */ (globalThis).gpu, fields), tileFields(tile));
}

for (const shape of SHAPES) {
  const { rows, inner, cols } = shape;
  test(`webgpu multiplies ${rows} × ${inner} × ${cols}`, { skip }, async () => {
    const a = numbers(rows * inner, 1);
    const b = numbers(inner * cols, 2);
    assert.equal(firstDifference(reference(shape, a, b), await product('gpu', shape, a, b), inner), null);
  });
}

for (const shape of [{ rows: 130, inner: 70, cols: 190 }, { rows: 1, inner: 1_000, cols: 1 }, { rows: 65, inner: 33, cols: 129 }]) {
  test(`webgpu multiplies ${shape.rows} × ${shape.inner} × ${shape.cols} in the smallest slices`, { skip }, async () => {
    const a = numbers(shape.rows * shape.inner, 3);
    const b = numbers(shape.inner * shape.cols, 4);
    assert.equal(firstDifference(reference(shape, a, b), await product('slow', shape, a, b), shape.inner), null);
  });
}

for (const engine of /** @type {const} */ (['gpu', 'slow'])) {
  test(`webgpu propagates NaN and infinities (${engine})`, { skip }, async () => {
    const shape = { rows: 9, inner: 35, cols: 13 };
    const a = numbers(9 * 35, 3);
    const b = numbers(35 * 13, 4);
    a[5] = NaN;
    a[80] = Infinity;
    b[17] = -Infinity;
    b[35 * 13 - 1] = Infinity; // where reads beyond the end land
    assert.equal(firstDifference(reference(shape, a, b), await product(engine, shape, a, b), 35), null);
  });
}

for (const [index, { name }] of VARIANTS.entries()) {
  test(`webgpu multiplies by each of its kernels: ${name}`, { skip }, async () => {
    await page.evaluate(`(async () => { globalThis.one = (await open(2 ** 28, 0, ${index})).engine; })()`);
    for (const shape of [...SHAPES, { rows: 67, inner: 84, cols: 140 }, { rows: 1, inner: 4, cols: 4 }, { rows: 129, inner: 20, cols: 132 }]) {
      const { rows, inner, cols } = shape;
      const a = numbers(rows * inner, 1);
      const b = numbers(inner * cols, 2);
      if (rows === 9 && inner > 1) a[5] = NaN;
      assert.equal(firstDifference(reference(shape, a, b), await product('one', shape, a, b), inner), null, `${rows} × ${inner} × ${cols}`);
    }
    await page.evaluate('one.pace = 1e6');
    for (const shape of [{ rows: 130, inner: 70, cols: 190 }, { rows: 131, inner: 72, cols: 192 }, { rows: 9, inner: 35, cols: 13 }, { rows: 9, inner: 36, cols: 12 }]) {
      const { rows, inner, cols } = shape;
      const a = numbers(rows * inner, 3);
      const b = numbers(inner * cols, 4);
      if (rows === 9) [a[5], a[80], b[17], b[inner * cols - 1]] = [NaN, Infinity, -Infinity, Infinity];
      assert.equal(firstDifference(reference(shape, a, b), await product('one', shape, a, b), inner), null, `${rows} × ${inner} × ${cols}, in the smallest slices`);
    }
    await page.evaluate('one.close()');
  });
}

test('webgpu computes the golden tiles', { skip }, async () => {
  for (const { name, counts: expected, ...it } of GOLDEN) assert.deepEqual(await counts(it), expected, `${name}, ${it.parameters['digits']} digits`);
});

test('webgpu counts escapes as the definition says', { skip }, async () => {
  for (const it of TILES) assert.deepEqual(await counts(it), countsOf(it), JSON.stringify(it));
});

test('webgpu follows a point through many dispatches', { skip }, async () => {
  assert.deepEqual(await counts(LONG), countsOf(LONG));
});

for (const [rows, cols] of /** @type {const} */ ([[1, 2_100], [1_100, 2]])) {
  test(`webgpu computes ${rows} × ${cols} counts, which is more than one part`, { skip }, async () => {
    const it = tileAt(3, -2, 1, 9, rows, cols, 15);
    assert.deepEqual(await counts(it), countsOf(it));
  });
}

test('webgpu stops counting when cancelled, and goes on', { skip }, async () => {
  const asked = await page.evaluate(async (fields) => {
    let times = 0;
    await /** @type {any} */ (globalThis).tile(/** @type {any} */ (globalThis).gpu, fields, () => ++times > 3);
    return times;
  }, tileFields(tileAt(12, 0.2500001, 0, 100, 40, 40, 10_000_000)));
  assert.ok(asked >= 4 && asked <= 6, `asked ${asked} times`);
  assert.deepEqual(await counts(SMALL), countsOf(SMALL));
});

test('webgpu has all kernels', { skip }, async () => {
  assert.deepEqual(await page.evaluate("import('/assets/worker/kernels.js').then(({ kernelsOf }) => kernelsOf(gpu))"), ['matmul', 'mandelbrot']);
});

test('webgpu makes the golden synthetic blocks', { skip }, async () => {
  for (const { name, bits, ...block } of GOLDEN_SYNTHETIC) {
    const values = await page.evaluate((it) => /** @type {any} */ (globalThis).made(/** @type {any} */ (globalThis).gpu, it), block);
    assert.equal(bitsOf(Float32Array.from(values)), bits, `${name}, seed ${block.generate.seed}`);
  }
});

for (const [rows, cols, stride] of /** @type {const} */ ([[90, 4_001, 5_003], [40, 2_048, 2_048], [3, 150_001, 150_007]])) {
  test(`webgpu makes ${rows} × ${cols} of ${stride} columns, in several parts`, { skip }, async () => {
    const generate = { generator: 'philox4x32-10', seed: '42', operand: /** @type {const} */ ('B'), firstRow: 5, firstCol: 0, stride };
    const expected = new Float32Array(rows * cols);
    for (const _ of fillSteps(recipeOf(generate, rows, cols), expected));
    const values = await page.evaluate((it) => /** @type {any} */ (globalThis).made(/** @type {any} */ (globalThis).gpu, it), { rows, cols, generate });
    assert.deepEqual(Float32Array.from(values), expected);
  });
}

test('webgpu makes a block another time when it was cancelled', { skip }, async () => {
  const [{ rows, cols, generate, bits }] = /** @type {[typeof GOLDEN_SYNTHETIC[0]]} */ (/** @type {unknown} */ (GOLDEN_SYNTHETIC));
  const values = await page.evaluate(`(async () => {
    const [rows, cols] = [${rows}, ${cols}];
    gpu.openBlock(1, rows, rows, 'a');
    gpu.writeBlock(1, 0, Float32Array.from({ length: rows * rows }, (_, i) => (i % (rows + 1) === 0 ? 1 : 0)));
    gpu.openBlock(2, rows, cols, 'b', ${JSON.stringify(generate)});
    const out = new Float32Array(rows * cols);
    await gpu.multiply({ rows, inner: rows, cols, a: 1, b: 2 }, out, () => true);
    await gpu.multiply({ rows, inner: rows, cols, a: 1, b: 2 }, out, () => false);
    gpu.freeBlock(1);
    gpu.freeBlock(2);
    return [...out];
  })()`);
  assert.equal(bitsOf(Float32Array.from(/** @type {number[]} */ (values))), bits);
});

test('webgpu says what the device can bind, and leaves room for two more copies of the largest result', { skip }, async () => {
  const [block, memory, small] = /** @type {number[]} */ (await page.evaluate(`(async () => {
    const { gpu: { device: { limits } }, engine } = await open(2 ** 40);
    if (engine.maxBlockBytes !== Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize)) throw new Error('not what can be bound');
    return [gpu.maxBlockBytes, gpu.memoryBytes, engine.maxBlockBytes];
  })()`));
  assert.ok(Number(memory) + 2 * Number(block) <= 2 ** 28);
  assert.ok(Number(small) >= 2 ** 27, 'more than a device has without being asked');
});

test('webgpu generates rightly, by its own test', { skip }, async () => {
  assert.equal(await page.evaluate("import('/assets/worker/probe.js').then(({ generatesRightly }) => generatesRightly(gpu))"), true);
});

test('webgpu passes the probe', { skip }, async () => {
  const speed = await page.evaluate("import('/assets/worker/probe.js').then(({ probe }) => probe(gpu))");
  assert.ok(Number(speed) > 0);
});

test('webgpu refuses what it cannot hold, and goes on', { skip }, async () => {
  const name = await page.evaluate("(() => { try { gpu.openBlock(9, 2 ** 14, 2 ** 14); } catch (e) { return e.constructor.name; } })()");
  assert.equal(name, 'OutOfMemory');
  assert.deepEqual(await product('gpu', { rows: 1, inner: 1, cols: 1 }, Float32Array.of(3), Float32Array.of(4)), [12]);
});

test('webgpu rests within a product and within a picture when it has not full power', { skip }, async () => {
  const rests = /** @type {number[][]} */ (await page.evaluate(`(async () => {
    const { pace } = await import('/assets/worker/pace.js');
    slow.openBlock(1, 256, 256);
    slow.openBlock(2, 256, 256);
    pace.duty = 0.5;
    const during = async (work) => {
      let [asked, rests, rested] = [0, 0, pace.restedMs];
      await work(() => { asked++; if (pace.restedMs > rested) { rests++; rested = pace.restedMs; } return rests > 2 || asked > 1_000; });
      return rests;
    };
    try {
      return [
        await during((cancelled) => slow.multiply({ rows: 256, inner: 256, cols: 256, a: 1, b: 2 }, new Float32Array(65536), cancelled)),
        await during((cancelled) => tile(gpu, ${JSON.stringify(tileFields(tileAt(12, 0.2500001, 0, 100, 40, 40, 10_000_000)))}, cancelled)),
      ];
    } finally {
      pace.duty = 1;
      slow.freeBlock(1);
      slow.freeBlock(2);
    }
  })()`));
  assert.deepEqual(rests, [3, 3]);
});

test('webgpu stops when cancelled', { skip }, async () => {
  const asked = await page.evaluate(`(async () => {
    slow.openBlock(1, 256, 256);
    slow.openBlock(2, 256, 256);
    let asked = 0;
    await slow.multiply({ rows: 256, inner: 256, cols: 256, a: 1, b: 2 }, new Float32Array(65536), () => ++asked > 3);
    slow.freeBlock(1);
    slow.freeBlock(2);
    return asked;
  })()`);
  assert.ok(Number(asked) >= 4 && Number(asked) <= 6);
});

test('a device that goes away makes the engine lost, and a new one can be opened', { skip }, async () => {
  const outcome = await page.evaluate(`(async () => {
    const { gpu, engine } = await open();
    engine.openBlock(1, 256, 256);
    engine.openBlock(2, 256, 256);
    const failed = engine.multiply({ rows: 256, inner: 256, cols: 256, a: 1, b: 2 }, new Float32Array(65536), () => false)
      .then(() => 'finished', (e) => e.constructor.name);
    gpu.device.destroy();
    const lost = await engine.lost;
    const next = await open();
    return [await failed, typeof lost, (await product(next.engine, { rows: 1, inner: 2, cols: 1 }, [1, 2], [3, 4]))[0]];
  })()`);
  assert.deepEqual(outcome, ['DeviceLost', 'string', 11]);
});
