/**
 * The 32-byte header of binary messages (docs/protocol.md §5), both ways. Owns nothing; everything is little-endian.
 * Values are viewed or laid out in place, never converted: WebAssembly and every browser of today are little-endian.
 */

export const HEADER_BYTES = 32;
export const OPERAND = 1;
export const RESULT = 2;
const MAGIC = 0x31464244;

/** A binary message that breaks §5; its message says which value is wrong. */
export class BadFrame extends Error {}

/**
 * @typedef {object} Frame
 * @property {number} kind OPERAND or RESULT
 * @property {number} id block number of an operand, task number of a result
 * @property {number} offset index of the first value within the block or result
 * @property {number} count
 * @property {Float32Array} values a view of the message, not a copy
 */

/**
 * @param {ArrayBuffer} message
 * @param {number} kind the only kind that may travel in this direction
 * @returns {Frame}
 * @throws {BadFrame}
 */
export function readFrame(message, kind) {
  if (message.byteLength < HEADER_BYTES + 4) {
    throw new BadFrame(`A frame of ${message.byteLength} bytes is too short: 36 is the least.`);
  }
  const header = new DataView(message, 0, HEADER_BYTES);
  expect('magic', header.getUint32(0, true), MAGIC);
  expect('kind', header.getUint16(4, true), kind);
  expect('flags', header.getUint16(6, true), 0);
  expect('reserved', header.getUint32(28, true), 0);
  const count = header.getUint32(24, true);
  if (message.byteLength !== HEADER_BYTES + 4 * count) {
    throw new BadFrame(`A frame of ${message.byteLength} bytes says that it holds ${count} values of 4 bytes each.`);
  }
  return {
    kind,
    id: wholeNumber('id', header.getBigUint64(8, true)),
    offset: wholeNumber('offset', header.getBigUint64(16, true)),
    count,
    values: new Float32Array(message, HEADER_BYTES, count),
  };
}

/**
 * A result with room for a header before its values, so that its frames can be sent without copying: each header is written over
 * values that have been sent already (a WebSocket copies what it is given).
 *
 * @template {import('./types.js').Values} V
 * @param {number} count values
 * @param {new (buffer: ArrayBuffer, at: number, count: number) => V} Values what they are: Float32Array or Uint32Array
 * @returns {V} all zero, beginning HEADER_BYTES into its buffer
 * @throws {RangeError} when there is no memory for it
 */
export function newResult(count, Values) {
  return new Values(new ArrayBuffer(HEADER_BYTES + 4 * count), HEADER_BYTES, count);
}

/**
 * The frames of a result, in order. Each must be sent (copied) before the next one is asked for.
 *
 * @param {number} task
 * @param {import('./types.js').Values} result made by newResult; its values are used up
 * @param {number} maxFrameBytes
 * @returns {Generator<Uint8Array<ArrayBuffer>>}
 */
export function* resultFrames(task, result, maxFrameBytes) {
  const buffer = /** @type {ArrayBuffer} */ (result.buffer);
  const most = Math.floor((maxFrameBytes - HEADER_BYTES) / 4);
  for (let offset = 0; offset < result.length; offset += most) {
    const count = Math.min(most, result.length - offset);
    const at = result.byteOffset - HEADER_BYTES + 4 * offset;
    const header = new DataView(buffer, at, HEADER_BYTES);
    header.setUint32(0, MAGIC, true);
    header.setUint16(4, RESULT, true);
    header.setUint16(6, 0, true);
    header.setBigUint64(8, BigInt(task), true);
    header.setBigUint64(16, BigInt(offset), true);
    header.setUint32(24, count, true);
    header.setUint32(28, 0, true);
    yield new Uint8Array(buffer, at, HEADER_BYTES + 4 * count);
  }
}

/** @param {string} field @param {number} value @param {number} wanted */
function expect(field, value, wanted) {
  if (value !== wanted) throw new BadFrame(`The ${field} of a frame is 0x${value.toString(16)}; it must be 0x${wanted.toString(16)}.`);
}

/** @param {string} field @param {bigint} value */
function wholeNumber(field, value) {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new BadFrame(`The ${field} of a frame is ${value}; 2^53 − 1 is the most.`);
  return Number(value);
}
