/** C = A · B on WebAssembly SIMD: cuts a product into steps for one of the modules, such that what a step reads stays in the caches. */
import { PANEL } from '../../worker/wasm/panels.js';

/** The first sums with fused multiplications where the device has them, the second bit for bit as plain JavaScript does. @type {readonly import('../types.js').WasmVariant[]} */
export const variants = [
  { name: 'relaxed SIMD, 6 × 8 values at a time', file: new URL('./matmul-relaxed.wasm', import.meta.url) },
  { name: 'SIMD, 4 × 8 values at a time', file: new URL('./matmul.wasm', import.meta.url) },
];

const INNER_STEP = 512; // a panel of this many rows fills half of a 32 KiB first-level cache
const MOST_ROWS = 64; // with INNER_STEP: 128 KiB of A, for the second-level cache
const OPS_PER_STEP = 2e7; // about 1 ms: turns end between steps

/**
 * @typedef {{multiplyAdd: (a: number, lda: number, b: number, panel: number, c: number, ldc: number, rows: number, panels: number,
 *   inner: number) => void, tileRows: WebAssembly.Global}} Exports tileRows: C is padded to a multiple of it
 */

/** @param {import('./kernel.js').Product} product @param {Float32Array} out @param {import('../types.js').WasmRoom} room */
export function* steps({ rows, inner, cols, operands }, out, room) {
  const { multiplyAdd, tileRows: { value: tile } } = /** @type {Exports} */ (room.exports);
  const rowStep = MOST_ROWS - MOST_ROWS % tile;
  const a = room.block(operands[0].block, 'rows');
  const b = room.block(operands[1].block, 'panels');
  const panels = Math.ceil(cols / PANEL);
  const padded = panels * PANEL;
  const size = Math.ceil(rows / tile) * tile * padded;
  const c = room.take(4 * size);
  room.floats(c, size).fill(0);
  const ldc = 4 * padded;
  for (let k = 0; k < inner; k += INNER_STEP) {
    const depth = Math.min(INNER_STEP, inner - k);
    for (let row = 0; row < rows; row += rowStep) {
      const height = Math.min(rowStep, rows - row);
      const width = Math.max(1, Math.floor(OPS_PER_STEP / (2 * depth * Math.ceil(height / tile) * tile * PANEL)));
      for (let p = 0; p < panels; p += width) {
        multiplyAdd(a + 4 * (row * inner + k), 4 * inner, b + 4 * PANEL * (p * inner + k), 4 * PANEL * inner,
          c + row * ldc + 4 * PANEL * p, ldc, height, Math.min(width, panels - p), depth);
        yield;
      }
    }
  }
  if (padded === cols) out.set(room.floats(c, rows * cols));
  else for (let row = 0; row < rows; row++) out.set(room.floats(c + 4 * row * padded, cols), row * cols);
}
