/** C = A · B on WebAssembly SIMD: cuts a product into shares, and those into steps for one of the modules, such that what a step reads stays in the caches. */
import { PANEL } from '../../worker/wasm/panels.js';

/** The first sums with fused multiplications where the device has them, the second bit for bit as plain JavaScript does. @type {readonly import('../types.js').WasmVariant[]} */
export const variants = [
  { name: 'relaxed SIMD, 6 × 8 values at a time', file: new URL('./matmul-relaxed.wasm', import.meta.url) },
  { name: 'SIMD, 4 × 8 values at a time', file: new URL('./matmul.wasm', import.meta.url) },
];

const INNER_STEP = 512; // a panel of this many rows fills half of a 32 KiB first-level cache
const MOST_ROWS = 64; // with INNER_STEP: 128 KiB of A, for the second-level cache
const OPS_PER_STEP = 2e7; // about 1 ms: turns end between steps
const SHARE_BYTES = 2 ** 19; // of B, for the second-level cache, while all rows of A pass by: with MOST_ROWS, 17 million operations
const LEAST_SHARE = 1e7; // operations, where A has few rows

/**
 * @typedef {{multiplyAdd: (a: number, lda: number, b: number, panel: number, c: number, ldc: number, rows: number, panels: number,
 *   inner: number) => void, tileRows: WebAssembly.Global}} Exports tileRows: C is padded to a multiple of it
 * @typedef {{shares: number, rows: number, inner: number, cols: number, tile: number, height: number, width: number, panels: number, a: number, b: number,
 *   c: number}} Plan a, b, c: addresses; a share is height rows and width panels of C
 */

/** @param {import('./kernel.js').Product} product @param {import('../types.js').WasmRoom} room @returns {Plan} */
export function plan({ rows, inner, cols, operands }, room) {
  const { tileRows: { value: tile } } = /** @type {Exports} */ (room.exports);
  const panels = Math.ceil(cols / PANEL);
  const height = MOST_ROWS - MOST_ROWS % tile;
  const width = Math.max(1, Math.min(panels, Math.floor(Math.max(SHARE_BYTES / (4 * inner * PANEL), LEAST_SHARE / (2 * Math.min(height, rows) * inner * PANEL)))));
  return {
    shares: Math.ceil(rows / height) * Math.ceil(panels / width), rows, inner, cols, tile, height, width, panels,
    a: room.block(operands[0].block, 'rows'),
    b: room.block(operands[1].block, 'panels'),
    c: room.take(4 * Math.ceil(rows / tile) * tile * panels * PANEL),
  };
}

/** @param {Plan} plan @param {number} share @param {import('../types.js').WasmThread} thread */
export function* compute({ rows, inner, tile, height, width, panels, a, b, c }, share, thread) {
  const { multiplyAdd } = /** @type {Exports} */ (thread.exports);
  const bands = Math.ceil(rows / height);
  const row = height * (share % bands);
  const first = width * Math.floor(share / bands);
  const last = Math.min(panels, first + width);
  const [high, padded] = [Math.min(height, rows - row), Math.ceil(Math.min(height, rows - row) / tile) * tile];
  const ldc = 4 * panels * PANEL;
  for (let r = row; r < row + padded; r++) thread.floats(c + r * ldc + 4 * PANEL * first, PANEL * (last - first)).fill(0);
  for (let k = 0; k < inner; k += INNER_STEP) {
    const depth = Math.min(INNER_STEP, inner - k);
    const step = Math.max(1, Math.floor(OPS_PER_STEP / (2 * depth * padded * PANEL)));
    for (let p = first; p < last; p += step) {
      multiplyAdd(a + 4 * (row * inner + k), 4 * inner, b + 4 * PANEL * (p * inner + k), 4 * PANEL * inner,
        c + row * ldc + 4 * PANEL * p, ldc, high, Math.min(step, last - p), depth);
      yield;
    }
  }
}

/** @param {Plan} plan @param {Float32Array} out @param {import('../types.js').WasmRoom} room */
export function collect({ rows, cols, panels, c }, out, room) {
  const padded = panels * PANEL;
  if (padded === cols) out.set(room.floats(c, rows * cols));
  else for (let row = 0; row < rows; row++) out.set(room.floats(c + 4 * row * padded, cols), row * cols);
}
