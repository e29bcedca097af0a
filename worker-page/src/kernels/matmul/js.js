/**
 * C = A · B in plain JavaScript: the slowest engine, which every browser has. Float32 with a rounding after each multiplication and
 * addition, summed in the order of the inner index: bit for bit what the WebAssembly kernel gives.
 */

const INNER_STEP = 64; // rows of B that stay in the second-level cache while all rows of A pass by
const COL_STEP = 1_024;
const OPS_PER_STEP = 2e6; // about 1 ms

/** @param {import('./kernel.js').Product} product @param {Float32Array} out @param {(id: number) => Float32Array} block */
export function steps(product, out, block) {
  const [a, b] = product.operands;
  return multiplySteps(product, block(a.block), block(b.block), out);
}

/**
 * @param {{rows: number, inner: number, cols: number}} shape
 * @param {Float32Array} a rows × inner
 * @param {Float32Array} b inner × cols
 * @param {Float32Array} c rows × cols, filled step by step
 * @returns {Generator<undefined>} one step of about 1 ms after the other
 */
export function* multiplySteps({ rows, inner, cols }, a, b, c) {
  c.fill(0);
  let ops = 0;
  for (let k = 0; k < inner; k += INNER_STEP) {
    const kEnd = Math.min(inner, k + INNER_STEP);
    for (let j = 0; j < cols; j += COL_STEP) {
      const jEnd = Math.min(cols, j + COL_STEP);
      for (let i = 0; i < rows; i++) {
        addRow(a, b, c, i, inner, cols, k, kEnd, j, jEnd);
        ops += 2 * (kEnd - k) * (jEnd - j);
        if (ops < OPS_PER_STEP) continue;
        ops = 0;
        yield;
      }
    }
  }
}

/**
 * Adds to C[i, j…jEnd) what the inner indices k…kEnd give: four at a time, so that a value of C is read and written once for four products.
 *
 * @param {Float32Array} a @param {Float32Array} b @param {Float32Array} c @param {number} i @param {number} inner @param {number} cols
 * @param {number} k @param {number} kEnd @param {number} j @param {number} jEnd
 */
function addRow(a, b, c, i, inner, cols, k, kEnd, j, jEnd) {
  const f = Math.fround;
  const from = i * cols + j;
  const to = i * cols + jEnd;
  let p = k;
  for (; p + 4 <= kEnd; p += 4) {
    const at = i * inner + p;
    const a0 = f(/** @type {number} */ (a[at]));
    const a1 = f(/** @type {number} */ (a[at + 1]));
    const a2 = f(/** @type {number} */ (a[at + 2]));
    const a3 = f(/** @type {number} */ (a[at + 3]));
    let b0 = p * cols + j;
    let b1 = b0 + cols;
    let b2 = b1 + cols;
    let b3 = b2 + cols;
    for (let t = from; t < to; t++) {
      let sum = f(/** @type {number} */ (c[t]) + f(a0 * /** @type {number} */ (b[b0++])));
      sum = f(sum + f(a1 * /** @type {number} */ (b[b1++])));
      sum = f(sum + f(a2 * /** @type {number} */ (b[b2++])));
      c[t] = f(sum + f(a3 * /** @type {number} */ (b[b3++])));
    }
  }
  for (; p < kEnd; p++) {
    const factor = f(/** @type {number} */ (a[i * inner + p]));
    let at = p * cols + j;
    for (let t = from; t < to; t++) c[t] = f(/** @type {number} */ (c[t]) + f(factor * /** @type {number} */ (b[at++])));
  }
}
