/**
 * The vocabulary that the parts of the page share; types only.
 *
 * @typedef {'webgpu' | 'wasm' | 'js'} EngineName
 *
 * @typedef {object} Work what a task asks for, as its kernel has read it; kernels add what they need
 * @property {number} rows of the result
 * @property {number} cols of the result
 * @property {readonly Operand[]} operands the blocks that it needs, in the order of the kernel
 *
 * @typedef {object} Operand
 * @property {number} block
 * @property {number} rows
 * @property {number} cols
 * @property {'a' | 'b'} role where it stands
 * @property {Generate} [generate] the block does not come, it is to be made
 *
 * @typedef {Float32Array | Uint32Array} Values the values of a result
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
 *   matrix, when a task needs it), used any number of times, freed.
 * @property {EngineName} name
 * @property {string} device in words
 * @property {string | undefined} [tuning] which of its kernels multiplies, and how fast, in words; known once it has multiplied
 * @property {number} [threads] of the processor that compute; one where it is not said
 * @property {number} maxBlockBytes
 * @property {number} memoryBytes
 * @property {(block: number, rows: number, cols: number, role: 'a' | 'b', generate?: Generate) => void} openBlock throws OutOfMemory; the
 *   role is where it will most likely stand; a block to generate is not written
 * @property {(block: number, offset: number, values: Float32Array) => void} writeBlock
 * @property {(block: number) => void} freeBlock
 * @property {(kernel: import('../kernels/types.js').Kernel, work: Work, out: Values, cancelled: () => boolean, free?: () => void) => Promise<void>} compute
 *   fills out, or leaves it unfinished when cancelled; rejects with OutOfMemory or DeviceLost. Calls free, if ever, when only the read-back is left: another
 *   task may then be computed
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
 * @typedef {'checking' | 'ready' | 'joining' | 'idle' | 'paused' | 'transferring' | 'computing' | 'away' | 'full' | 'left' | 'bad_key' | 'bad_protocol'
 *   | 'replaced' | 'removed' | 'broken'} Phase
 *
 * @typedef {'owner' | 'battery' | 'data'} Hold who wants nothing to be computed at present: the person, an almost empty battery, the data limit
 *
 * @typedef {{rank: number, of: number}} Standing the place among all workers, by verified operations
 *
 * @typedef {object} Told what the orchestrator is told of this device, named as in docs/protocol.md §3
 * @property {string} name
 * @property {string} deviceKind
 * @property {EngineName} engine
 * @property {string} device
 * @property {readonly string[]} kernels
 * @property {number} maxBlockBytes
 * @property {number} memoryBytes
 * @property {number} cacheBytes
 * @property {readonly string[]} generators
 * @property {Record<string, number | null>} [opsPerSecond] by engine, of those that were tried
 * @property {number} [downBytesPerSecond]
 * @property {number} [upBytesPerSecond]
 * @property {number} [storageBytes]
 * @property {number} [cores]
 * @property {number} [memoryGb]
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
 * @property {number} operations of results that were accepted
 * @property {number} computeMs
 * @property {number} bytesMoved in both directions
 * @property {number} opsPerSecond of the last tasks; 0 before the first
 * @property {number | null} backInMs when it will try again
 * @property {readonly Hold[]} heldBy
 * @property {Standing | null} standing
 * @property {Told | null} told
 *
 * @typedef {{type: 'start', url: string, joinKey: string, identity: Identity, facts: DeviceFacts, engine: string | null}
 *   | {type: 'look', facts: DeviceFacts}
 *   | {type: 'stop', reason: string}
 *   | {type: 'hold', by: Hold, held: boolean}
 *   | {type: 'limit', duty: number, bytes: number | null}} ToWorker look: answered by a survey; limit: what part of the time to compute, and how
 *   much data to move
 * @typedef {{type: 'survey', survey: import('./survey.js').Survey} | {type: 'view', view: WorkerView} | {type: 'identity', identity: Identity}} FromWorker
 */

/** The device has no room for a block or a result. */
export class OutOfMemory extends Error {}

/** The device went away; everything it held is lost. */
export class DeviceLost extends Error {}
