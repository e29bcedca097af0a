/**
 * The vocabulary that the parts of the page share; types only.
 *
 * @typedef {'webgpu' | 'wasm' | 'js'} EngineName
 *
 * @typedef {object} Product one product to compute: C (rows × cols) = block a (rows × inner) · block b (inner × cols)
 * @property {number} rows
 * @property {number} inner
 * @property {number} cols
 * @property {number} a block number
 * @property {number} b block number
 *
 * @typedef {object} Generate where in which synthetic matrix a block lies, as docs/protocol.md says
 * @property {string} generator
 * @property {string} seed a signed 64-bit number
 * @property {'A' | 'B'} operand
 * @property {number} firstRow
 * @property {number} firstCol
 * @property {number} stride
 *
 * @typedef {object} Engine what computes. Blocks are row-major float32; each is opened, filled in order (or made from its place in a synthetic
 *   matrix, when a product needs it), used any number of times, freed.
 * @property {EngineName} name
 * @property {string} device in words
 * @property {number} maxBlockBytes
 * @property {number} memoryBytes
 * @property {(block: number, rows: number, cols: number, role: 'a' | 'b', generate?: Generate) => void} openBlock throws OutOfMemory; the
 *   role is where it will most likely stand; a block to generate is not written
 * @property {(block: number, offset: number, values: Float32Array) => void} writeBlock
 * @property {(block: number) => void} freeBlock
 * @property {(product: Product, out: Float32Array, cancelled: () => boolean) => Promise<void>} multiply fills out, or leaves it unfinished
 *   when cancelled; rejects with OutOfMemory or DeviceLost
 * @property {Promise<string>} lost resolves, with a sentence, if the engine can never compute again
 * @property {() => void} close
 *
 * @typedef {object} Identity what an orchestrator knows this worker by, and the name it proposes
 * @property {string | null} workerId
 * @property {string | null} workerSecret
 * @property {string} name
 *
 * @typedef {object} DeviceFacts what the browser tells of the device
 * @property {string} kind phone, tablet, laptop, desktop, unknown
 * @property {number | null} cores
 * @property {number | null} memoryGb
 *
 * @typedef {'checking' | 'joining' | 'idle' | 'transferring' | 'computing' | 'away' | 'full' | 'left' | 'bad_key' | 'bad_protocol'
 *   | 'replaced' | 'removed' | 'broken'} Phase
 *
 * @typedef {object} WorkerView everything the page shows; plain data
 * @property {Phase} phase
 * @property {string} name
 * @property {EngineName | null} engine
 * @property {string} device
 * @property {string} why why this engine, in words
 * @property {string} message what the orchestrator or the browser said last, if it matters
 * @property {number} verified results accepted
 * @property {number} rejected results found wrong
 * @property {number} computeMs
 * @property {number} bytesMoved in both directions
 * @property {number} opsPerSecond of the last tasks; 0 before the first
 * @property {number | null} backInMs when it will try again
 *
 * @typedef {{type: 'start', url: string, joinKey: string, identity: Identity, facts: DeviceFacts, engine: string | null}
 *   | {type: 'stop', reason: string}} ToWorker
 * @typedef {{type: 'view', view: WorkerView} | {type: 'identity', identity: Identity}} FromWorker
 */

/** The device has no room for a block or a result. */
export class OutOfMemory extends Error {}

/** The device went away; everything it held is lost. */
export class DeviceLost extends Error {}
