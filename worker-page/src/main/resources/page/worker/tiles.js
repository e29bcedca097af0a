/** Tasks of kernels without operands (docs/protocol.md §4.1): a rectangle of a larger result, and parameters. Pure. */
import { Unsupported, whole } from './fields.js';

/**
 * @typedef {{firstRow: number, rows: number, firstCol: number, cols: number}} Tile
 * @typedef {(name: string, pattern: RegExp) => string} Parameters reads one of them; throws Unsupported where it is missing or does not match
 */

/** @param {import('./fields.js').Fields} fields @returns {Tile & {parameter: Parameters}} */
export function readTile(fields) {
  const parameters = fields['parameters'] ?? {};
  return {
    firstRow: whole(fields, 'firstRow', 0),
    rows: whole(fields, 'rows', 1),
    firstCol: whole(fields, 'firstCol', 0),
    cols: whole(fields, 'cols', 1),
    parameter(name, pattern) {
      const value = Object.hasOwn(parameters, name) ? /** @type {Record<string, unknown>} */ (parameters)[name] : undefined;
      if (typeof value === 'string' && pattern.test(value)) return value;
      throw new Unsupported(`Parameter ${name} is ${JSON.stringify(value)?.slice(0, 60) ?? 'missing'}; it must be a text that matches ${pattern.source}.`);
    },
  };
}
