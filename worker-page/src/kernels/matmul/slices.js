/**
 * Cuts a product into slices of limited work, so that no dispatch holds a GPU (which also draws the owner's screen) for long. Pure.
 *
 * @typedef {object} Slice half-open ranges
 * @property {number} rowBegin
 * @property {number} rowEnd
 * @property {number} colBegin
 * @property {number} colEnd
 * @property {number} innerBegin
 * @property {number} innerEnd
 *
 * @typedef {{rows: number, cols: number, strip: number, mostPerDimension: number}} Tiling the kernel's tile of C, the multiple in which the
 *   inner dimension is cut, and how many tiles a dispatch may have each way
 */

/**
 * The slices of a product, such that they cover it exactly and that slices of the same part of C follow each other by inner index.
 *
 * @param {{rows: number, inner: number, cols: number}} shape
 * @param {Tiling} tiling
 * @param {() => number} opsPerSlice asked before each slice; a slice has about so many operations, at least one tile of one strip
 * @returns {Generator<Slice>}
 */
export function* slices({ rows, inner, cols }, tiling, opsPerSlice) {
  for (let rowBegin = 0, rowEnd; rowBegin < rows; rowBegin = rowEnd) {
    rowEnd = Math.min(rows, rowBegin + tiling.rows * rowTiles(inner, cols, tiling, opsPerSlice()));
    for (let colBegin = 0, colEnd; colBegin < cols; colBegin = colEnd) {
      colEnd = Math.min(cols, colBegin + tiling.cols * clamp(opsPerSlice() / (2 * (rowEnd - rowBegin) * tiling.cols * inner), tiling.mostPerDimension));
      for (let innerBegin = 0, innerEnd; innerBegin < inner; innerBegin = innerEnd) {
        const strips = opsPerSlice() / (2 * (rowEnd - rowBegin) * (colEnd - colBegin) * tiling.strip);
        innerEnd = Math.min(inner, innerBegin + tiling.strip * clamp(strips, Infinity));
        yield { rowBegin, rowEnd, colBegin, colEnd, innerBegin, innerEnd };
      }
    }
  }
}

/** How many rows of tiles fit into a slice, when a slice takes all columns. @param {number} inner @param {number} cols @param {Tiling} tiling @param {number} ops */
function rowTiles(inner, cols, tiling, ops) {
  return clamp(ops / (2 * tiling.rows * cols * inner), tiling.mostPerDimension);
}

/** @param {number} tiles @param {number} most @returns {number} a whole number from 1 to most */
function clamp(tiles, most) {
  return Math.max(1, Math.min(most, Math.floor(tiles)));
}
