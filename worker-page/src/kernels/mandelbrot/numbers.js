/**
 * Fixed-point numbers as digits, so that 16·d − 8 fraction bits become whole digits: an integer n is kept as n · 2^shift, whose lowest `fraction`
 * digits are what stands behind the point, and one digit is what stands before it. Products are then cut at a digit, and the `shift` lowest
 * bits of what is left are cleared: that is floor(x·y / 2^F) exactly.
 *
 * A number may be negative: then its digit before the point is, and the others are not (n = before · 2^(bits·fraction) + what is behind).
 */

/**
 * @typedef {object} Layout
 * @property {number} bits of a digit, at least 9: the digit before the point holds what is below 288
 * @property {number} fraction digits behind the point
 * @property {number} length digits in all, the lowest first
 * @property {number} shift
 */

const MOST_POINTS = 1_024; // of a part, each way

/** @param {number} digits of 16 bits, 8 of all bits before the point @returns {number} the bits behind it */
export function fractionBits(digits) {
  return 16 * digits - 8;
}

/** @param {number} digits of 16 bits @param {number} bits of the digits that are wanted @returns {Layout} */
export function layoutOf(digits, bits) {
  const fraction = Math.ceil(fractionBits(digits) / bits);
  return { bits, fraction, length: fraction + 1, shift: fraction * bits - fractionBits(digits) };
}

/**
 * The parts of a tile whose points are laid out at a time.
 *
 * @param {{rows: number, cols: number}} tile
 * @returns {Generator<{row: number, rows: number, col: number, cols: number}>} row, col: of the tile
 */
export function* parts({ rows, cols }) {
  for (let row = 0; row < rows; row += MOST_POINTS) {
    for (let col = 0; col < cols; col += MOST_POINTS) {
      yield { row, rows: Math.min(MOST_POINTS, rows - row), col, cols: Math.min(MOST_POINTS, cols - col) };
    }
  }
}

/**
 * The coordinates of a row or column of points, number after number.
 *
 * @param {bigint} first @param {bigint} step may be negative @param {number} count @param {Layout} layout
 */
export function points(first, step, count, layout) {
  const { bits, length } = layout;
  const [top, mask] = [length - 1, 2 ** bits - 1];
  const out = new Int32Array(count * length);
  out.set(digitsOf(first, layout));
  const by = digitsOf(count > 1 ? step : 0n, layout);
  for (let at = length; at < out.length; at += length) {
    let carry = 0;
    for (let i = 0; i < top; i++) {
      const sum = Number(out[at - length + i]) + Number(by[i]) + carry;
      out[at + i] = sum & mask;
      carry = sum >> bits;
    }
    out[at + top] = Number(out[at - length + top]) + Number(by[top]) + carry;
  }
  return out;
}

/** @param {bigint} n @param {Layout} layout */
function digitsOf(n, { bits, fraction, length, shift }) {
  let rest = n << BigInt(shift);
  const out = new Int32Array(length);
  for (let i = 0; i < fraction; i++, rest >>= BigInt(bits)) out[i] = Number(rest & (2n ** BigInt(bits) - 1n));
  out[fraction] = Number(rest);
  return out;
}
