/** Operand blocks as a task names them (docs/protocol.md §4 and §5.1). Pure. */
import { BadMessage, object, string, Unsupported, whole } from './fields.js';
import { GENERATOR } from './synthetic.js';

/**
 * @typedef {import('./fields.js').Fields} Fields
 * @typedef {import('./types.js').Operand} Operand
 */

/** @param {Fields} fields @param {'a' | 'b'} role also its name @returns {Operand} */
export function readOperand(fields, role) {
  const what = `${role} of ${fields['type']}`;
  const block = { ...object(fields[role], what), type: what };
  const [rows, cols] = [whole(block, 'rows', 1), whole(block, 'cols', 1)];
  const made = /** @type {Fields} */ (block)['generate'] ?? null;
  const place = made === null ? {} : { generate: readGenerate(made, what, rows, cols) };
  return { block: whole(block, 'block', 0), rows, cols, role, ...place };
}

/** @param {Operand} operand @param {number} rows @param {number} cols @throws {Unsupported} when it is of another shape, or of a generator that is not here */
export function expectOperand({ role, rows: itsRows, cols: itsCols, generate }, rows, cols) {
  if (itsRows !== rows || itsCols !== cols) throw new Unsupported(`Block ${role} is ${itsRows} × ${itsCols}; ${rows} × ${cols} is needed.`);
  if (generate && generate.generator !== GENERATOR) throw new Unsupported(`The generator ${generate.generator} is not here: ${GENERATOR} is.`);
}

/** @param {unknown} value @param {string} where @param {number} rows @param {number} cols @returns {import('./types.js').Generate} */
function readGenerate(value, where, rows, cols) {
  const fields = { ...object(value, `generate of ${where}`), type: `generate of ${where}` };
  const { seed, operand } = /** @type {Fields} */ (fields);
  if (typeof seed !== 'string' || !/^-?\d{1,19}$/.test(seed) || BigInt.asIntN(64, BigInt(seed)) !== BigInt(seed)) {
    throw new BadMessage(`seed of ${fields.type} is ${JSON.stringify(seed)}; it must be a signed 64-bit number in a string.`);
  }
  if (operand !== 'A' && operand !== 'B') throw new BadMessage(`operand of ${fields.type} is ${JSON.stringify(operand)}; it must be A or B.`);
  const [firstRow, firstCol, stride] = [whole(fields, 'firstRow', 0), whole(fields, 'firstCol', 0), whole(fields, 'stride', 1)];
  if (firstCol + cols > stride || !Number.isSafeInteger((firstRow + rows) * stride) || stride >= 2 ** 32) {
    throw new BadMessage(`${rows} × ${cols} values from row ${firstRow} and column ${firstCol} on are not in a matrix of ${stride} columns.`);
  }
  return { generator: string(fields, 'generator'), seed, operand, firstRow, firstCol, stride };
}
