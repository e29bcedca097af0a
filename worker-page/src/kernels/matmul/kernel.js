/** The matrix product C = A · B in float32: what its tasks ask for, and what computes it. */
import { whole } from '../../worker/fields.js';
import { expectOperand, readOperand } from '../../worker/operands.js';
import * as js from './js.js';
import * as wasm from './wasm.js';
import * as webgpu from './webgpu.js';

/**
 * @typedef {import('../../worker/types.js').Operand} Operand
 * @typedef {{rows: number, inner: number, cols: number, operands: readonly [Operand, Operand]}} Product A (rows × inner) and B (inner × cols)
 */

/** @satisfies {import('../types.js').Kernel<Product, Float32Array>} */
export const matmul = {
  name: 'matmul',
  read(fields) {
    const [rows, inner, cols] = [whole(fields, 'rows', 1), whole(fields, 'inner', 1), whole(fields, 'cols', 1)];
    const [a, b] = [readOperand(fields, 'a'), readOperand(fields, 'b')];
    expectOperand(a, rows, inner);
    expectOperand(b, inner, cols);
    return { rows, inner, cols, operands: [a, b] };
  },
  operations: ({ rows, inner, cols }) => 2 * rows * inner * cols,
  Values: Float32Array,
  trial: null,
  js,
  wasm,
  webgpu,
};

/** The product of blocks that are there already. @param {{rows: number, inner: number, cols: number, a: number, b: number}} shape a, b: block numbers @returns {Product} */
export function product({ rows, inner, cols, a, b }) {
  return { rows, inner, cols, operands: [{ block: a, rows, cols: inner, role: 'a' }, { block: b, rows: inner, cols, role: 'b' }] };
}
