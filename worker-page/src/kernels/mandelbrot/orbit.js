export const BITS = 24;
const BASE = 16_777_216;
const PART = 1 / BASE;

/**
 * z of one point after the other, in digits of 24 bits in float64: the sum of up to 28 products of two digits stays below 2^53, where whole numbers
 * are exact. Numbers are magnitudes with a sign beside them; c is as in numbers.js.
 */
export class Orbit {
  /** @type {number | null} the escape count, once it is known */
  value = null;
  #count = 0;
  #iterations;
  #top;
  #lowUnit;
  /** @type {Int32Array} */
  #re = new Int32Array();
  /** @type {Int32Array} */
  #im = new Int32Array();
  #zr;
  #zi;
  #isNegativeR = false;
  #isNegativeI = false;
  #seenR;
  #seenI;
  #wasNegativeR = false;
  #wasNegativeI = false;
  /** the step after which z is remembered next */
  #look = 1;
  #rr;
  #ii;
  #ri;

  /** @param {import('./numbers.js').Layout} layout @param {number} iterations */
  constructor({ length, shift }, iterations) {
    this.#iterations = iterations;
    this.#top = length - 1;
    this.#lowUnit = 2 ** shift;
    [this.#zr, this.#zi, this.#seenR, this.#seenI] = numbers(length);
    [this.#rr, this.#ii, this.#ri] = numbers(length);
  }

  /** @param {Int32Array} re @param {Int32Array} im */
  start(re, im) {
    [this.#re, this.#im] = [re, im];
    for (const number of [this.#zr, this.#zi, this.#seenR, this.#seenI]) number.fill(0);
    this.#isNegativeR = this.#isNegativeI = this.#wasNegativeR = this.#wasNegativeI = false;
    this.#count = 0;
    this.#look = 1;
    this.value = null;
  }

  /**
   * Makes steps until the count is known. It is known too when z is one that was there before (R. P. Brent, "An improved Monte Carlo factorization
   * algorithm", BIT 20, 1980, compares with the z of the last power of two): it can then never escape.
   *
   * @param {number} most at least 1 @returns {number} how many there were, at least 1
   */
  advance(most) {
    for (let made = 1; ; made++) {
      this.#multiply();
      if (this.#hasEscaped()) {
        this.value = this.#count;
        return made;
      }
      const twice = this.#isNegativeR === this.#isNegativeI ? 2 : -2;
      this.#isNegativeI = add(this.#zi, this.#ri, twice, this.#ri, 0, this.#im);
      this.#isNegativeR = add(this.#zr, this.#rr, 1, this.#ii, -1, this.#re);
      this.#count++;
      if (this.#count === this.#iterations || this.#isSeen()) {
        this.value = this.#iterations;
        return made;
      }
      if (this.#count === this.#look) this.#remember();
      if (made >= most) return made;
    }
  }

  /** rr = zr², ii = zi², ri = |zr·zi|, column by column of the long multiplication; of columns behind the last digit only the carry is kept. */
  #multiply() {
    const zr = this.#zr;
    const zi = this.#zi;
    const top = this.#top;
    let carryR = 0;
    let carryI = 0;
    let carryX = 0;
    for (let column = 0; column <= 2 * top; column++) {
      let r = 0;
      let i = 0;
      let x = 0;
      let p = column < top ? 0 : column - top;
      let q = column - p;
      for (; p < q; p++, q--) {
        const r0 = /** @type {number} */ (zr[p]);
        const r1 = /** @type {number} */ (zr[q]);
        const i0 = /** @type {number} */ (zi[p]);
        const i1 = /** @type {number} */ (zi[q]);
        r += r0 * r1;
        i += i0 * i1;
        x += r0 * i1 + r1 * i0;
      }
      r += r + carryR;
      i += i + carryI;
      x += carryX;
      if (p === q) {
        const r0 = /** @type {number} */ (zr[p]);
        const i0 = /** @type {number} */ (zi[p]);
        r += r0 * r0;
        i += i0 * i0;
        x += r0 * i0;
      }
      carryR = Math.floor(r * PART);
      carryI = Math.floor(i * PART);
      carryX = Math.floor(x * PART);
      if (column < top) continue;
      this.#rr[column - top] = r - carryR * BASE;
      this.#ii[column - top] = i - carryI * BASE;
      this.#ri[column - top] = x - carryX * BASE;
    }
    const unit = this.#lowUnit;
    this.#rr[0] = Math.floor(Number(this.#rr[0]) / unit) * unit;
    this.#ii[0] = Math.floor(Number(this.#ii[0]) / unit) * unit;
    this.#ri[0] = Math.floor(Number(this.#ri[0]) / unit) * unit;
  }

  /** rr + ii > 4 */
  #hasEscaped() {
    const rr = this.#rr;
    const ii = this.#ii;
    const top = this.#top;
    const whole = Number(rr[top]) + Number(ii[top]);
    if (whole < 3 || whole > 4) return whole > 4;
    let carry = 0;
    let isMore = false;
    for (let i = 0; i < top; i++) {
      const sum = Number(rr[i]) + Number(ii[i]) + carry;
      carry = sum >= BASE ? 1 : 0;
      isMore ||= sum !== 0 && sum !== BASE;
    }
    return whole + carry > 4 || (whole + carry === 4 && isMore);
  }

  #isSeen() {
    for (let i = 0; i <= this.#top; i++) if (this.#zr[i] !== this.#seenR[i] || this.#zi[i] !== this.#seenI[i]) return false;
    return this.#wasNegativeR === this.#isNegativeR && this.#wasNegativeI === this.#isNegativeI;
  }

  #remember() {
    this.#seenR.set(this.#zr);
    this.#seenI.set(this.#zi);
    [this.#wasNegativeR, this.#wasNegativeI] = [this.#isNegativeR, this.#isNegativeI];
    this.#look *= 2;
  }
}

/** @param {number} length @returns {[Float64Array, Float64Array, Float64Array, Float64Array]} */
function numbers(length) {
  return [new Float64Array(length), new Float64Array(length), new Float64Array(length), new Float64Array(length)];
}

/**
 * out = |a·u + b·v + c|, u and v being small.
 *
 * @param {Float64Array} out @param {Float64Array} a @param {number} u @param {Float64Array} b @param {number} v @param {Int32Array} c
 * @returns {boolean} whether the sum is negative
 */
function add(out, a, u, b, v, c) {
  const top = out.length - 1;
  let carry = 0;
  for (let i = 0; i <= top; i++) {
    const sum = Number(a[i]) * u + Number(b[i]) * v + Number(c[i]) + carry;
    carry = i < top ? Math.floor(sum * PART) : 0;
    out[i] = sum - carry * BASE;
  }
  if (Number(out[top]) >= 0) return false;
  for (let i = 0; i < top; i++) {
    const difference = carry - Number(out[i]);
    carry = difference < 0 ? -1 : 0;
    out[i] = difference - carry * BASE;
  }
  out[top] = carry - Number(out[top]);
  return true;
}
