import assert from 'node:assert/strict';
import { test } from 'node:test';
import { variantsOn, VARIANTS } from '../../src/kernels/matmul/variants.js';
import { slices } from '../../src/kernels/matmul/slices.js';
import { SLICE_MS } from '../../src/main/resources/page/worker/webgpu/slice.js';
import { Tempo } from '../../src/main/resources/page/worker/webgpu/tempo.js';

const MOST_MS = 100;
const TILING = { rows: 64, cols: 128, strip: 16, mostPerDimension: 65_535 };
const SHAPE = { rows: 1_024, inner: 1_024, cols: 1_024 };

/**
 * The dispatches of products on a device that computes so many operations per second, as they are planned: what the second but last took is known.
 *
 * @param {Tempo} tempo @param {(dispatch: number) => number} opsPerSecond @param {number} most dispatches
 * @param {(ms: number, dispatch: number) => number} told how long a dispatch seems to take
 */
function dispatches(tempo, opsPerSecond, most, told = (ms) => ms) {
  /** @type {number[]} */
  const took = [];
  /** @type {{ops: number, ms: number}[]} */
  const ahead = [];
  while (took.length < most) {
    for (const it of slices(SHAPE, TILING, () => tempo.ops)) {
      const ops = 2 * (it.rowEnd - it.rowBegin) * (it.colEnd - it.colBegin) * (it.innerEnd - it.innerBegin);
      const ms = ops / opsPerSecond(took.length) * 1_000 + 0.1;
      ahead.push({ ops, ms: told(ms, took.length) });
      took.push(ms);
      if (ahead.length === 2) {
        const done = /** @type {{ops: number, ms: number}} */ (ahead.shift());
        tempo.learn(done.ops, done.ms);
      }
      if (took.length === most) break;
    }
  }
  return took;
}

for (const speed of [3e7, 1e8, 1e9, 1e11, 5e13]) {
  test(`on a device of ${speed} operations a second no dispatch is planned longer than ${MOST_MS} ms, and they become long enough`, () => {
    const took = dispatches(new Tempo(), () => speed, 400);
    assert.ok(Math.max(...took) <= MOST_MS, `${Math.max(...took)} ms`);
    const whole = 2 * SHAPE.rows * SHAPE.inner * SHAPE.cols / speed * 1_000;
    assert.ok(Math.max(...took.slice(200)) >= Math.min(SLICE_MS / 3, whole), `${Math.max(...took.slice(200))} ms`);
  });
}

test('a device that becomes three times slower, again and again, stays within the limit', () => {
  const took = dispatches(new Tempo(), (dispatch) => (Math.floor(dispatch / 20) % 2 === 0 ? 3e9 : 1e9), 1_000);
  assert.ok(Math.max(...took) <= MOST_MS, `${Math.max(...took)} ms`);
});

test('ends that are told two at a time do not make dispatches longer', () => {
  const took = dispatches(new Tempo(), () => 1e9, 400, (ms, dispatch) => (dispatch % 2 === 0 ? 2 * ms : 0));
  assert.ok(Math.max(...took) <= MOST_MS, `${Math.max(...took)} ms`);
});

test('kernels for subgroups are tried only where there are some, and none too large', () => {
  const names = (/** @type {string[]} */ features, /** @type {number} */ subgroupMaxSize) =>
    variantsOn({ features: /** @type {any} */ (new Set(features)), adapterInfo: { subgroupMaxSize } }).map(({ name }) => name);
  const plain = VARIANTS.filter(({ mostLanes }) => !mostLanes).map(({ name }) => name);
  assert.equal(plain.length, VARIANTS.length - 1);
  assert.deepEqual(names([], 32), plain);
  assert.deepEqual(names(['subgroups'], 128), plain);
  assert.deepEqual(names(['subgroups'], 32), VARIANTS.map(({ name }) => name));
});
