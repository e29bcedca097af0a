/** The kernels that matmul.wgsl makes: how large a block each thread keeps in registers, how many threads share a tile, and whether through workgroup memory. Pure. */

/**
 * @typedef {object} Variant
 * @property {string} name
 * @property {'multiply_tile' | 'multiply_direct' | 'multiply_subgroups'} entryPoint
 * @property {number} rows of C in a thread's registers
 * @property {number} quads four columns each
 * @property {number} threadsX
 * @property {number} threadsY
 * @property {number} strip inner values, by four, that a strip in workgroup memory has
 * @property {number} [mostLanes] it needs subgroups, of at most so many threads
 */

/** In the order in which they are tried: the likeliest to be the fastest first. Each within what every device offers: 256 threads, 16 KiB. @type {readonly Variant[]} */
export const VARIANTS = [
  tile('tiles 64 × 128, registers 8 × 8', 8, 2, 16, 8, 4),
  tile('tiles 64 × 64, registers 4 × 4', 4, 1, 16, 16, 4),
  tile('tiles 128 × 128, registers 8 × 8', 8, 2, 16, 16, 4),
  tile('tiles 64 × 64, registers 8 × 4', 8, 1, 16, 8, 4),
  direct('no tiles, registers 8 × 8', 8, 2, 8, 8),
  direct('no tiles, registers 4 × 8', 4, 2, 8, 8),
  { name: 'subgroups, registers 8 × 8', entryPoint: 'multiply_subgroups', rows: 8, quads: 2, threadsX: 64, threadsY: 1, strip: 1, mostLanes: 64 },
];

/** What a processor that plays a GPU is best at: it has caches, and a barrier costs it a lot. */
export const SOFTWARE_VARIANT = /** @type {Variant} */ (VARIANTS[4]);

/** Those that a device can have. @param {Pick<GPUDevice, 'features'> & {adapterInfo?: {subgroupMaxSize?: number}}} device */
export function variantsOn({ features, adapterInfo }) {
  const lanes = features.has('subgroups') ? adapterInfo?.subgroupMaxSize ?? Infinity : Infinity;
  return VARIANTS.filter(({ mostLanes }) => mostLanes === undefined || lanes <= mostLanes);
}

/** @param {string} name @param {number} rows @param {number} quads @param {number} threadsX @param {number} threadsY @param {number} strip @returns {Variant} */
function tile(name, rows, quads, threadsX, threadsY, strip) {
  return { name, entryPoint: 'multiply_tile', rows, quads, threadsX, threadsY, strip };
}

/** @param {string} name @param {number} rows @param {number} quads @param {number} threadsX @param {number} threadsY @returns {Variant} */
function direct(name, rows, quads, threadsX, threadsY) {
  return { name, entryPoint: 'multiply_direct', rows, quads, threadsX, threadsY, strip: 1 };
}

/** @param {Variant} variant @returns {Record<string, number>} of the pipeline */
export function constantsOf({ threadsX, threadsY, strip }) {
  return { THREADS_X: threadsX, THREADS_Y: threadsY, STRIP: strip };
}

/** @param {Variant} variant @returns {{rows: number, cols: number, strip: number}} what slices are made of: a tile of C, and inner values */
export function tileOf({ rows, quads, threadsX, threadsY, strip }) {
  return { rows: rows * threadsY, cols: 4 * quads * threadsX, strip: 4 * strip };
}

/**
 * The shader's text for a variant: lines with {r}, {q} or {s} written out, for each combination in this order.
 *
 * @param {string} text @param {Pick<Variant, 'rows' | 'quads' | 'mostLanes'>} variant
 */
export function expand(text, { rows, quads, mostLanes }) {
  const lines = text.split('\n').filter((line) => !line.trimStart().startsWith('//'));
  const all = Object.entries({ '{r}': rows, '{q}': quads, '{s}': 4 }).reduce(
    (some, [mark, count]) => some.flatMap((line) => repeat(line, mark, count)), lines);
  return [...(mostLanes ? ['enable subgroups;'] : []), `const ROWS = ${rows}u;`, `const QUADS = ${quads}u;`, ...all].join('\n');
}

/** @param {string} line @param {string} mark @param {number} count */
function repeat(line, mark, count) {
  return line.includes(mark) ? Array.from({ length: count }, (_, i) => line.replaceAll(mark, String(i))) : [line];
}
