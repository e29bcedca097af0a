import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { KERNELS } from '../../src/kernels/index.js';
import { mandelbrot } from '../../src/kernels/mandelbrot/kernel.js';
import { layoutOf, parts, points } from '../../src/kernels/mandelbrot/numbers.js';
import { layoutFor } from '../../src/kernels/mandelbrot/webgpu.js';
import { Unsupported } from '../../src/main/resources/page/worker/fields.js';
import { JsEngine } from '../../src/main/resources/page/worker/js/engine.js';
import { compute, kernelsOf } from '../../src/main/resources/page/worker/kernels.js';
import { WasmEngine } from '../../src/main/resources/page/worker/wasm/engine.js';
import { EVERY_LENGTH, GOLDEN, LONG, reference, tileAt, tileFields, TILES } from '../support/mandelbrot.js';

/** @typedef {import('../../src/main/resources/page/worker/types.js').Engine} Engine */

const MEMORY = 2 ** 28;
/** @type {Engine[]} */
const ENGINES = [await WasmEngine.create((file) => readFile(file), KERNELS, 'test', MEMORY), new JsEngine('test', MEMORY)];

/** @param {Engine} engine @param {import('../support/mandelbrot.js').Tile} tile */
async function countsOf(engine, tile) {
  const out = new Uint32Array(tile.rows * tile.cols).fill(4_000_000_000);
  await engine.compute(mandelbrot, mandelbrot.read(tileFields(tile)), out, () => false);
  return [...out];
}

for (const engine of ENGINES) {
  test(`${engine.name} counts escapes as the definition says, with numbers of every length`, async () => {
    for (const tile of [...EVERY_LENGTH, ...TILES]) assert.deepEqual(await countsOf(engine, tile), reference(tile), JSON.stringify(tile));
  });

  test(`${engine.name} computes the golden tiles`, async () => {
    for (const { name, counts, ...tile } of GOLDEN) assert.deepEqual(await countsOf(engine, tile), counts, `${name}, ${tile.parameters['digits']} digits`);
  });

  test(`${engine.name} follows a point for many turns`, async () => {
    assert.deepEqual(await countsOf(engine, LONG), reference(LONG));
  });

  for (const [rows, cols] of /** @type {const} */ ([[1, 2_100], [1_100, 2]])) {
    test(`${engine.name} computes ${rows} × ${cols}, which is more than one part`, async () => {
      for (const digits of [3, 5]) {
        const tile = tileAt(digits, -2, 1, 9, rows, cols, 15);
        assert.deepEqual(await countsOf(engine, tile), reference(tile));
      }
    });
  }

  test(`${engine.name} lets others in while it counts, and stops when cancelled`, async () => {
    const work = mandelbrot.read(tileFields(tileAt(12, 0.2500001, 0, 100, 40, 40, 10_000_000)));
    let asked = 0;
    await engine.compute(mandelbrot, work, new Uint32Array(1_600), () => ++asked > 1);
    assert.equal(asked, 2);
  });

  test(`${engine.name} has all kernels`, async () => {
    assert.deepEqual(await kernelsOf(engine), KERNELS.map(({ name }) => name));
  });

  test(`${engine.name} does not have a kernel that counts wrongly on it, or not at all`, async () => {
    for (const spoil of [(/** @type {Uint32Array} */ out) => out.fill(1), () => { throw new Error('No.'); }]) {
      const spoilt = { ...mandelbrot, [engine.name]: { plan: () => ({ shares: 0 }), collect(/** @type {unknown} */ _, /** @type {Uint32Array} */ out) { spoil(out); } } };
      const other = /** @type {Engine} */ (/** @type {unknown} */ ({ name: 'webgpu', compute: (/** @type {unknown[]} */ ...[, , out]) => spoil(/** @type {Uint32Array} */ (out)) }));
      assert.deepEqual(await kernelsOf(other, [mandelbrot]), []);
      if (engine.name !== 'js') assert.deepEqual(await kernelsOf(engine, [spoilt]), []);
    }
  });
}

test('a kernel without operands that has nothing for WebAssembly is computed in plain JavaScript', async () => {
  const { wasm: _, ...plain } = mandelbrot;
  const [wasm, tile] = [/** @type {Engine} */ (ENGINES[0]), tileAt(6, -0.75, 0.2, 6, 3, 5, 60)];
  const out = new Uint32Array(15);
  await compute(wasm, plain, mandelbrot.read(tileFields(tile)), out, () => false);
  assert.deepEqual([...out], reference(tile));
  assert.deepEqual(await kernelsOf(wasm, [plain]), ['mandelbrot']);
});

test('sums of products fit where they are kept, whatever the length', () => {
  for (let digits = 2; digits <= 40; digits++) {
    for (const [{ bits, length }, room] of /** @type {const} */ ([[layoutFor(digits), 32], [layoutOf(digits, 24), 53]])) {
      const carry = 2 ** room / 2 ** bits;
      assert.ok(bits >= 9 && length * (2 ** bits - 1) ** 2 + carry < 2 ** room, `${digits}: ${length} digits of ${bits} bits`);
    }
  }
});

test('points are the first one and so many steps, exactly', () => {
  for (const digits of [2, 5, 40]) {
    for (const bits of [13, 14, 24, 29, 30]) {
      const layout = layoutOf(digits, bits);
      const fraction = BigInt(16 * digits - 8);
      const [first, step] = [-(5n << fraction) - 12_345n, (1n << fraction) / 3n + 1n];
      for (const by of [step, -step]) {
        const out = points(first, by, 9, layout);
        for (let i = 0; i < 9; i++) {
          let value = 0n;
          for (let d = layout.length - 1; d >= 0; d--) value = (value << BigInt(bits)) + BigInt(Number(out[i * layout.length + d]));
          assert.equal(value, (first + BigInt(i) * by) << BigInt(layout.shift));
        }
      }
    }
  }
});

test('parts cover a tile exactly once', () => {
  const seen = new Set();
  for (const { row, rows, col, cols } of parts({ rows: 1_030, cols: 2_049 })) {
    assert.ok(rows <= 1_024 && cols <= 1_024);
    for (let r = row; r < row + rows; r++) for (let c = col; c < col + cols; c++) seen.add(r * 2_049 + c);
  }
  assert.equal(seen.size, 1_030 * 2_049);
});

const GOOD = tileAt(3, -0.5, 0.5, 6, 4, 4, 50);
for (const [name, value] of [
  ['digits', '1'], ['digits', '41'], ['digits', '3.0'], ['digits', '0x3'], ['digits', ' 3'], ['iterations', '0'], ['iterations', '10000001'], ['iterations', '-5'],
  ['step', '0'], ['step', '-1'], ['step', ''], ['re', '0x10'], ['re', 'FF'], ['re', '1'.repeat(171)], ['re', '--1'], ['im', '1.5'], ['im', '90000000000'],
  ['step', 'f0000000000'], ['re', undefined], ['re', 5], ['digits', null],
]) {
  test(`a tile task with ${name} ${JSON.stringify(value)?.slice(0, 20)} is unsupported`, () => {
    assert.throws(() => mandelbrot.read({ ...tileFields(GOOD), parameters: { ...GOOD.parameters, [String(name)]: value } }), Unsupported);
  });
}

for (const parameters of [undefined, null, 'x', 7, [], {}]) {
  test(`a tile task whose parameters are ${JSON.stringify(parameters)} is unsupported`, () => {
    assert.throws(() => mandelbrot.read({ ...tileFields(GOOD), parameters }), Unsupported);
  });
}
