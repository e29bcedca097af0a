/** B as the WebAssembly kernel reads it: panels of 8 columns (see matmul.wat). Pure index arithmetic on arrays that the caller owns. */

export const PANEL = 8;

/** @param {number} rows @param {number} cols @returns {number} values, padding included */
export function panelValues(rows, cols) {
  return Math.ceil(cols / PANEL) * PANEL * rows;
}

/**
 * Puts the row-major values that begin at index offset of a (rows × cols) matrix where they belong.
 *
 * @param {Float32Array} panels of panelValues(rows, cols) values, padding already zero
 * @param {number} rows
 * @param {number} cols
 * @param {number} offset
 * @param {Float32Array} values
 */
export function packInto(panels, rows, cols, offset, values) {
  let row = Math.floor(offset / cols);
  let col = offset % cols;
  for (let i = 0; i < values.length; ) {
    const end = Math.min(cols, col + values.length - i);
    while (col < end) {
      const within = col % PANEL;
      const run = Math.min(PANEL - within, end - col);
      let to = ((col - within) * rows) + row * PANEL + within;
      for (let v = 0; v < run; v++) panels[to++] = /** @type {number} */ (values[i++]);
      col += run;
    }
    col = 0;
    row++;
  }
}

/** The way back. @param {Float32Array} panels @param {number} rows @param {number} cols @param {Float32Array} out rows · cols values */
export function unpackFrom(panels, rows, cols, out) {
  for (let row = 0, to = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) out[to++] = /** @type {number} */ (panels[(col - (col % PANEL)) * rows + row * PANEL + (col % PANEL)]);
  }
}
