/** Escape counts in plain JavaScript, point by point. */
import { layoutOf, parts, points } from './numbers.js';
import { BITS, Orbit } from './orbit.js';

const WORK_PER_STEP = 4e5; // products of digits, about 1 ms

/** @param {import('./kernel.js').Picture} picture @param {Uint32Array} out */
export function* steps(picture, out) {
  const { digits, re, im, step, iterations } = picture;
  const layout = layoutOf(digits, BITS);
  const { length } = layout;
  const orbit = new Orbit(layout, iterations);
  const turn = Math.ceil(WORK_PER_STEP / (2 * length * length + 20 * length + 40));
  let left = turn;
  for (const part of parts(picture)) {
    const cols = points(re + BigInt(part.col) * step, step, part.cols, layout);
    const rows = points(im - BigInt(part.row) * step, -step, part.rows, layout);
    for (let row = 0; row < part.rows; row++) {
      for (let col = 0; col < part.cols; col++) {
        orbit.start(cols.subarray(col * length, (col + 1) * length), rows.subarray(row * length, (row + 1) * length));
        while (orbit.value === null) {
          left -= orbit.advance(left);
          if (left > 0) continue;
          left = turn;
          yield;
        }
        out[(part.row + row) * picture.cols + part.col + col] = orbit.value;
      }
    }
  }
}
