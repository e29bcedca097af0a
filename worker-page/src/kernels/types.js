/**
 * What a kernel is, and what each engine gives to it; types only. Everything that belongs to one kernel lies in its folder.
 *
 * @typedef {import('../worker/types.js').Values} Values
 */

/**
 * @template {import('../worker/types.js').Work} [W=any] what it makes of a task
 * @template {Values} [V=any]
 * @typedef {object} Kernel
 * @property {string} name in tasks and when joining
 * @property {(fields: import('../worker/fields.js').Fields) => W} read reads a compute_task; throws BadMessage where it breaks the protocol,
 *   Unsupported where it asks for what this kernel cannot do
 * @property {(work: W, result: V) => number} operations how many were needed, to be shown as a speed
 * @property {new (buffer: ArrayBuffer, at: number, count: number) => V} Values Float32Array or Uint32Array
 * @property {W | null} trial a small task without operands: only an engine that computes it as plain JavaScript does, bit for bit, has
 *   this kernel. Null: the engine would not be here if it computed wrongly (see probe.js)
 * @property {JsKernel<W, V>} js
 * @property {WasmKernel<W, V>} [wasm] where this or webgpu is missing and there are no operands, plain JavaScript computes in its place
 * @property {WebGpuKernel<W>} [webgpu]
 */

/**
 * @template W
 * @template V
 * @typedef {object} JsKernel
 * @property {(work: W, out: V, block: (id: number) => Float32Array) => Iterator<unknown>} steps fills out, step by step of about 1 ms each:
 *   between two of them others have their turn, and the task may be given up
 */

/**
 * @template W
 * @template V
 * @typedef {object} WasmKernel
 * @property {readonly WasmVariant[]} variants modules that import the memory as "engine" "memory": the first that the browser can take
 *   computes
 * @property {(work: W, room: WasmRoom) => WasmPlan} plan takes the memory that is needed, and cuts the work into shares
 * @property {(plan: any, share: number, thread: WasmThread) => Generator<unknown>} compute one share, in steps of about 1 ms; shares are
 *   computed in any order, on any thread
 * @property {(plan: any, out: V, room: WasmRoom) => void} collect fills out, once all shares are computed
 */

/** @typedef {{shares: number}} WasmPlan numbers and addresses, which go to other threads; kernels add what they need */

/** @typedef {{name: string, file: URL}} WasmVariant */

/**
 * @typedef {object} WasmThread one of those that compute, on the linear memory. It may grow between two steps: views are to be made afresh
 * @property {number} index from 0
 * @property {any} exports of the kernel's module
 * @property {(at: number, count: number) => Float32Array<ArrayBufferLike>} floats
 * @property {(at: number, count: number) => Uint32Array<ArrayBufferLike>} words
 */

/**
 * @typedef {object} MoreRoom what was taken is given back by itself
 * @property {number} threads that will compute
 * @property {(bytes: number) => number} take an address, a multiple of 64; throws OutOfMemory
 * @property {(block: number, layout: 'rows' | 'panels') => number} block its address: row-major, or in panels (worker/wasm/panels.js)
 *
 * @typedef {WasmThread & MoreRoom} WasmRoom the linear memory, before and after
 */

/**
 * @template W
 * @typedef {object} WebGpuKernel
 * @property {(gpu: OpenGpu) => Promise<WebGpuRunner<W>>} open called once for a device
 */

/**
 * @typedef {object} OpenGpu
 * @property {GPUDevice} device
 * @property {boolean} isSoftware the processor plays it
 * @property {(file: URL) => Promise<string>} load
 * @property {{read: (name: string) => Promise<string | null>, write: (name: string, text: string) => Promise<void>}} notes what is kept for the
 *   next visit with this device and browser, if anything is
 */

/**
 * @template W
 * @typedef {object} WebGpuRunner
 * @property {(work: W, result: GPUBuffer, room: WebGpuRoom) => Promise<number>} run submits dispatches that are short and fill the whole result, or leaves it
 *   unfinished when cancelled; says how many workgroups will have counted themselves in room.finished when all of them have finished: only then is the result complete
 * @property {string} [words] which of several kernels it is, and how fast
 */

/**
 * @typedef {object} WebGpuRoom
 * @property {() => boolean} cancelled
 * @property {(id: number) => GPUBuffer} block
 * @property {(bytes: number, usage: GPUBufferUsageFlags) => Promise<GPUBuffer>} take given back by itself in the end; may be larger, with values of earlier tasks
 *   in it; rejects with OutOfMemory
 * @property {GPUBuffer} finished one 32-bit counter, at zero
 */
export {};
