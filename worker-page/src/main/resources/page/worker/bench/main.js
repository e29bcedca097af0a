/** The dedicated Web Worker of the bench page: tries every kernel of every engine that this device has, one after the other, and tells each. */
import { candidates } from './candidates.js';

/**
 * @typedef {object} Row
 * @property {string} kernel
 * @property {string} engine
 * @property {string} variant
 * @property {boolean} correct
 * @property {number} opsPerSecond 0: not measured
 * @property {string} unit of 10⁹ operations per second
 * @property {string} note
 *
 * @typedef {{type: 'fact', fact: string} | {type: 'trying', what: string} | {type: 'row', row: Row} | {type: 'done'}} FromBench
 */

const tell = /** @type {(message: FromBench) => void} */ ((message) => self.postMessage(message));

for await (const { kernel, engine, variant, unit, run } of candidates((fact) => tell({ type: 'fact', fact }))) {
  tell({ type: 'trying', what: `${kernel}, ${engine}: ${variant}` });
  const row = { kernel, engine, variant, unit, correct: false, opsPerSecond: 0, note: '' };
  try {
    Object.assign(row, await run());
  } catch (e) {
    row.note = e instanceof Error ? e.message : String(e);
  }
  tell({ type: 'row', row });
}
tell({ type: 'done' });
