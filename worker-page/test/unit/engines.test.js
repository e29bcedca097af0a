import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { KERNELS } from '../../src/kernels/index.js';
import { matmul, product as productOf } from '../../src/kernels/matmul/kernel.js';
import { JsEngine } from '../../src/main/resources/page/worker/js/engine.js';
import { OutOfMemory } from '../../src/main/resources/page/worker/types.js';
import { fillSteps, recipeOf } from '../../src/main/resources/page/worker/synthetic.js';
import { WasmEngine } from '../../src/main/resources/page/worker/wasm/engine.js';
import { probe } from '../../src/main/resources/page/worker/probe.js';
import { generatesRightly } from '../../src/main/resources/page/worker/probe.js';
import { bitsOf, firstDifference, GOLDEN_SYNTHETIC, numbers, reference, SHAPES } from '../support/matrices.js';
import { assemble, moduleOf, SOURCES } from '../../tools/assemble.js';

const MEMORY = 256 * 2 ** 20;
setFlagsFromString('--experimental-wasm-relaxed-simd'); // for a Node that has it, but not by itself
const [RELAXED, EXACT] = /** @type {[Variant, Variant]} @typedef {import('../../src/kernels/types.js').WasmVariant} Variant */ (matmul.wasm.variants);
/** @type {Record<string, () => Promise<import('../../src/main/resources/page/worker/types.js').Engine>>} */
const ENGINES = { wasm: () => wasmWith(EXACT), js: async () => new JsEngine('test', MEMORY) };
if (WebAssembly.validate(await readFile(RELAXED.file))) ENGINES['relaxed'] = () => wasmWith(RELAXED);
const never = () => false;

for (const source of SOURCES) {
  test(`the module beside ${source} is what it describes`, async () => {
    assert.deepEqual(Buffer.from(await assemble(source)), await readFile(moduleOf(source)), 'run node tools/assemble.js');
  });
}

/** @param {Variant} variant of the matrix product */
function wasmWith(variant) {
  const kernels = KERNELS.map((kernel) => (kernel === matmul ? { ...matmul, wasm: { ...matmul.wasm, variants: [variant] } } : kernel));
  return WasmEngine.create((file) => readFile(file), kernels, 'test', MEMORY);
}

/** @param {import('../../src/main/resources/page/worker/types.js').Engine} engine @param {{rows: number, inner: number, cols: number}} shape @param {Float32Array} a @param {Float32Array} b */
async function product(engine, shape, a, b) {
  const { rows, inner, cols } = shape;
  engine.openBlock(1, rows, inner, 'a');
  engine.openBlock(2, inner, cols, 'b');
  // Operands arrive in pieces of any length, A and B alike.
  for (let at = 0; at < a.length; at += 1_001) engine.writeBlock(1, at, a.subarray(at, at + 1_001));
  for (let at = 0; at < b.length; at += 13) engine.writeBlock(2, at, b.subarray(at, at + 13));
  const out = new Float32Array(rows * cols).fill(NaN);
  await engine.compute(matmul, productOf({ rows, inner, cols, a: 1, b: 2 }), out, never);
  engine.freeBlock(1);
  engine.freeBlock(2);
  return out;
}

for (const [name, open] of Object.entries(ENGINES)) {
  const engine = await open();
  for (const shape of SHAPES) {
    const { rows, inner, cols } = shape;
    test(`${name} multiplies ${rows} × ${inner} × ${cols}`, async () => {
      const a = numbers(rows * inner, 1);
      const b = numbers(inner * cols, 2);
      assert.equal(firstDifference(reference(shape, a, b), await product(engine, shape, a, b), inner), null);
    });
  }

  test(`${name} propagates NaN and infinities`, async () => {
    const shape = { rows: 9, inner: 11, cols: 13 };
    const a = numbers(99, 3);
    const b = numbers(143, 4);
    a[5] = NaN;
    a[12] = Infinity;
    b[40] = -Infinity;
    b[77] = 0;
    assert.equal(firstDifference(reference(shape, a, b), await product(engine, shape, a, b), 11), null);
  });

  test(`${name} multiplies a block by itself and uses blocks again`, async () => {
    const n = 29;
    const a = numbers(n * n, 5);
    engine.openBlock(9, n, n, 'a');
    engine.writeBlock(9, 0, a);
    const expected = reference({ rows: n, inner: n, cols: n }, a, a);
    for (let turn = 0; turn < 2; turn++) {
      const out = new Float32Array(n * n);
      await engine.compute(matmul, productOf({ rows: n, inner: n, cols: n, a: 9, b: 9 }), out, never);
      assert.equal(firstDifference(expected, out, n), null);
    }
    engine.freeBlock(9);
  });

  test(`${name} uses a block of B as A`, async () => {
    const b = numbers(5 * 11, 6);
    const c = numbers(11 * 3, 7);
    engine.openBlock(1, 5, 11, 'b');
    engine.writeBlock(1, 0, b);
    engine.openBlock(2, 11, 3, 'b');
    engine.writeBlock(2, 0, c);
    const out = new Float32Array(15);
    await engine.compute(matmul, productOf({ rows: 5, inner: 11, cols: 3, a: 1, b: 2 }), out, never);
    assert.equal(firstDifference(reference({ rows: 5, inner: 11, cols: 3 }, b, c), out, 11), null);
    engine.freeBlock(1);
    engine.freeBlock(2);
  });

  test(`${name} lets others in while it computes, and stops when cancelled`, async () => {
    const n = 700;
    engine.openBlock(1, n, n, 'a');
    engine.openBlock(2, n, n, 'b');
    let asked = 0;
    await engine.compute(matmul, productOf({ rows: n, inner: n, cols: n, a: 1, b: 2 }), new Float32Array(n * n), () => ++asked > 0);
    assert.ok(asked > 0);
    engine.freeBlock(1);
    engine.freeBlock(2);
  });

  for (const role of /** @type {const} */ (['a', 'b'])) {
    test(`${name} makes the golden synthetic blocks, standing as ${role}`, async () => {
      for (const { name: what, rows, cols, generate, bits } of GOLDEN_SYNTHETIC) {
        // The block as it is: times the unit matrix.
        const inner = role === 'a' ? cols : rows;
        engine.openBlock(1, rows, cols, role, generate);
        engine.openBlock(2, inner, inner, role === 'a' ? 'b' : 'a');
        engine.writeBlock(2, 0, Float32Array.from({ length: inner * inner }, (_, i) => (i % (inner + 1) === 0 ? 1 : 0)));
        const out = new Float32Array(rows * cols).fill(NaN);
        for (let turn = 0; turn < 2; turn++) {
          await engine.compute(matmul, productOf({ rows, inner, cols, ...(role === 'a' ? { a: 1, b: 2 } : { a: 2, b: 1 }) }), out, never);
          assert.equal(bitsOf(out), bits, `${what}, seed ${generate.seed}`);
        }
        engine.freeBlock(1);
        engine.freeBlock(2);
      }
    });
  }

  test(`${name} makes large blocks as the definition says, and again after it was cancelled`, async () => {
    const [rows, cols] = [311, 1_203];
    const generate = { generator: 'philox4x32-10', seed: '42', operand: /** @type {const} */ ('A'), firstRow: 7, firstCol: 11, stride: 1_229 };
    const expected = new Float32Array(rows * cols);
    for (const _ of fillSteps(recipeOf(generate, rows, cols), expected));
    engine.openBlock(1, rows, cols, 'a', generate);
    engine.openBlock(2, cols, 1, 'b');
    engine.writeBlock(2, 0, new Float32Array(cols).fill(0.5));
    const product = productOf({ rows, inner: cols, cols: 1, a: 1, b: 2 });
    await engine.compute(matmul, product, new Float32Array(rows), () => true);
    const out = new Float32Array(rows);
    await engine.compute(matmul, product, out, never);
    const half = new Float32Array(cols).fill(0.5);
    assert.equal(firstDifference(reference({ rows, inner: cols, cols: 1 }, expected, half), out, cols), null);
    engine.freeBlock(1);
    engine.freeBlock(2);
  });

  test(`${name} leaves room for the second copy of the largest result`, () => {
    assert.ok(engine.memoryBytes + engine.maxBlockBytes <= MEMORY);
    assert.ok(3 * engine.maxBlockBytes <= engine.memoryBytes);
  });

  test(`${name} generates rightly, by its own test`, async () => assert.equal(await generatesRightly(engine), true));

  test(`${name} passes the probe`, async () => assert.ok(await probe(engine) > 0));
}

test('the exact kernels agree bit for bit', async () => {
  const shape = { rows: 33, inner: 600, cols: 47 };
  const a = numbers(shape.rows * shape.inner, 8);
  const b = numbers(shape.inner * shape.cols, 9);
  const [wasm, js] = await Promise.all(['wasm', 'js'].map(async (name) => product(await /** @type {any} */ (ENGINES[name])(), shape, a, b)));
  assert.deepEqual(wasm, js);
});

test('the first module that the browser can take computes; where it can take none, that is said', async () => {
  /** @type {string[]} */
  const asked = [];
  const load = (/** @type {string[]} */ ...broken) => async (/** @type {URL} */ file) => {
    asked.push(String(file.pathname.split('/').at(-1)));
    return broken.some((name) => file.pathname.endsWith(name)) ? Buffer.from('no module') : readFile(file);
  };
  await WasmEngine.create(load('relaxed.wasm'), [matmul], 'test', MEMORY);
  assert.deepEqual(asked, ['synthetic.wasm', 'matmul-relaxed.wasm', 'matmul.wasm']);
  await assert.rejects(WasmEngine.create(load('relaxed.wasm', 'matmul.wasm'), [matmul], 'test', MEMORY), /no SIMD/);
});

test('an engine that makes other values, or cannot, is found out', async () => {
  const engine = await /** @type {() => Promise<any>} */ (ENGINES['js'])();
  const open = engine.openBlock.bind(engine);
  engine.openBlock = (/** @type {any[]} */ ...[block, rows, cols, role, generate]) => open(block, rows, cols, role, generate && { ...generate, firstCol: generate.firstCol + 1 });
  assert.equal(await generatesRightly(engine), false);
  engine.openBlock = () => { throw new OutOfMemory('No room.'); };
  assert.equal(await generatesRightly(engine), false);
});

test('an engine that answers wrongly does not pass the probe', async () => {
  const engine = await /** @type {() => Promise<any>} */ (ENGINES['js'])();
  const compute = engine.compute.bind(engine);
  engine.compute = async (/** @type {any} */ kernel, /** @type {any} */ work, /** @type {Float32Array} */ out, /** @type {any} */ cancelled) => {
    await compute(kernel, work, out, cancelled);
    out[out.length - 1] = Number(out.at(-1)) + 0.01;
  };
  await assert.rejects(probe(engine), /wrong answer/);
});

test('wasm writes its padding into no other block', async () => {
  const engine = await /** @type {() => Promise<import('../../src/main/resources/page/worker/types.js').Engine>} */ (ENGINES['wasm'])();
  const shape = { rows: 4, inner: 4, cols: 4 };
  const [a, b] = [numbers(16, 1), numbers(16, 2)];
  engine.openBlock(1, 1, 4, 'a');
  engine.openBlock(2, 4, 16, 'b');
  engine.writeBlock(1, 0, numbers(4, 3));
  engine.writeBlock(2, 0, numbers(64, 4));
  engine.openBlock(3, 1, 16, 'a');
  engine.openBlock(4, 4, 4, 'a');
  engine.writeBlock(4, 0, a);
  engine.openBlock(5, 4, 4, 'b');
  engine.writeBlock(5, 0, b);
  engine.freeBlock(3); // leaves a hole of exactly one unpadded row of 16 values before block 4
  await engine.compute(matmul, productOf({ rows: 1, inner: 4, cols: 16, a: 1, b: 2 }), new Float32Array(16), never);
  const out = new Float32Array(16);
  await engine.compute(matmul, productOf({ ...shape, a: 4, b: 5 }), out, never);
  assert.equal(firstDifference(reference(shape, a, b), out, 4), null);
});

test('wasm gives a large memory back once it holds nothing, and goes on', async () => {
  const engine = await /** @type {() => Promise<any>} */ (ENGINES['wasm'])();
  for (let turn = 0; turn < 3; turn++) {
    for (const block of [1, 2]) engine.openBlock(block, 5_000, 5_000, 'a');
    for (const block of [1, 2]) engine.freeBlock(block);
    const shape = { rows: 3, inner: 2, cols: 3 };
    const [a, b] = [numbers(6, turn), numbers(6, 2)];
    assert.equal(firstDifference(reference(shape, a, b), await product(engine, shape, a, b), 2), null);
  }
  assert.ok(engine.reservedBytes < 64 * 2 ** 20, `${engine.reservedBytes} bytes`);
});

test('wasm says so when a block does not fit, and goes on', async () => {
  const engine = await /** @type {() => Promise<import('../../src/main/resources/page/worker/types.js').Engine>} */ (ENGINES['wasm'])();
  assert.throws(() => engine.openBlock(1, 2 ** 16, 2 ** 16, 'a'), OutOfMemory);
  const shape = { rows: 3, inner: 2, cols: 3 };
  const [a, b] = [numbers(6, 1), numbers(6, 2)];
  assert.equal(firstDifference(reference(shape, a, b), await product(engine, shape, a, b), 2), null);
});
