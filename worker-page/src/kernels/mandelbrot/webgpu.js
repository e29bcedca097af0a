/**
 * Escape counts on a device: compiles mandelbrot.wgsl for each length of numbers, and runs a picture in dispatches of about SLICE_MS, at most one
 * ahead of the GPU. Owns the pipelines and what was measured.
 */
import { pace } from '../../worker/pace.js';
import { within } from '../../worker/time.js';
import { COMPILE_LIMIT_MS, SLICE_LIMIT_MS, SLICE_MS } from '../../worker/webgpu/slice.js';
import { layoutOf, parts, points } from './numbers.js';

const FILE = new URL('./mandelbrot.wgsl', import.meta.url);

const GROUP = 64; // as in mandelbrot.wgsl
const MOST_THREADS = 32_768;
const SOFTWARE_THREADS = 1_024;
const LEAST_THREADS = 256;
const LEAST_STEPS = 8; // of a thread in a dispatch, as long as there are more threads than the least
const FIRST_WORK_PER_MS = 5e5; // products of digits; cautious: a slow phone
const MOST_STEPS = 2 ** 20; // of a thread in a dispatch
const PROGRESS_BYTES = 8;

/**
 * @typedef {import('./kernel.js').Picture} Picture
 * @typedef {import('./numbers.js').Layout} Layout
 * @typedef {{row: number, rows: number, col: number, cols: number}} Part
 * @typedef {{pipeline: GPUComputePipeline, layout: Layout, stepWork: number, workPerMs: number}} Program stepWork: products of digits in a step
 * @typedef {{uniform: GPUBuffer, state: GPUBuffer, progress: GPUBuffer, points: GPUBuffer, copies: [GPUBuffer, GPUBuffer]}} Buffers
 */

/** @param {import('../types.js').OpenGpu} gpu */
export async function open({ device, load, isSoftware }) {
  return new MandelbrotRunner(device, await load(FILE), isSoftware ? SOFTWARE_THREADS : MOST_THREADS);
}

/** Digits whose columns of products fit in 32 bits: 15 products of 14 bits, or 63 of 13 bits. @param {number} digits of 16 bits @returns {Layout} */
export function layoutFor(digits) {
  const wide = layoutOf(digits, 14);
  return wide.length <= 15 ? wide : layoutOf(digits, 13);
}

class MandelbrotRunner {
  #device;
  #wgsl;
  #mostThreads;
  /** @type {Map<number, Promise<Program>>} by digits */
  #programs = new Map();

  /** @param {GPUDevice} device @param {string} wgsl @param {number} mostThreads */
  constructor(device, wgsl, mostThreads) {
    this.#device = device;
    this.#wgsl = wgsl;
    this.#mostThreads = mostThreads;
  }

  /** @param {Picture} picture @param {GPUBuffer} result @param {import('../types.js').WebGpuRoom} room */
  async run(picture, result, room) {
    const program = await this.#program(picture.digits);
    const { layout, pipeline } = program;
    const widest = { rows: Math.min(1_024, picture.rows), cols: Math.min(1_024, picture.cols) };
    const threads = GROUP * Math.ceil(Math.min(this.#mostThreads, widest.rows * widest.cols, threadsFor(program)) / GROUP);
    const { STORAGE, UNIFORM, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
    const buffers = {
      uniform: await room.take(32, UNIFORM | COPY_DST),
      state: await room.take(4 * threads * (3 + 4 * layout.length), STORAGE | COPY_DST),
      progress: await room.take(PROGRESS_BYTES, STORAGE | COPY_SRC | COPY_DST),
      points: await room.take(4 * layout.length * (widest.rows + widest.cols), STORAGE | COPY_DST),
      copies: /** @type {[GPUBuffer, GPUBuffer]} */ ([await room.take(PROGRESS_BYTES, COPY_DST | MAP_READ), await room.take(PROGRESS_BYTES, COPY_DST | MAP_READ)]),
    };
    const group = this.#device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [result, buffers.state, buffers.progress, buffers.points, buffers.uniform].map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    for (const part of parts(picture)) {
      if (room.cancelled()) return 0;
      this.#place(picture, part, layout, buffers);
      await this.#runPart(program, picture, part, threads, group, buffers, room.cancelled);
    }
    return 0; // the GPU has counted the points, and all are known
  }

  /** Lays out the points of a part, and begins it. @param {Picture} picture @param {Part} part @param {Layout} layout @param {Buffers} buffers */
  #place({ re, im, step }, { row, rows, col, cols }, layout, buffers) {
    const { queue } = this.#device;
    const across = points(re + BigInt(col) * step, step, cols, layout);
    queue.writeBuffer(buffers.points, 0, across);
    queue.writeBuffer(buffers.points, across.byteLength, points(im - BigInt(row) * step, -step, rows, layout));
    const encoder = this.#device.createCommandEncoder();
    encoder.clearBuffer(buffers.state);
    encoder.clearBuffer(buffers.progress);
    queue.submit([encoder.finish()]);
  }

  /**
   * Dispatches until the counts of all points are known. While one dispatch computes the next one is submitted already; what comes after the
   * last point is known does nothing.
   *
   * @param {Program} program @param {Picture} picture @param {Part} part @param {number} threads @param {GPUBindGroup} group @param {Buffers} buffers
   * @param {() => boolean} cancelled
   */
  async #runPart(program, picture, part, threads, group, buffers, cancelled) {
    const count = part.rows * part.cols;
    let steps = stepsFor(program, threads);
    let lastDone = performance.now();
    /** @type {{done: Promise<Progress>, steps: number, submitted: number} | null} */
    let before = null;
    for (let turn = 0; ; turn++) {
      const copy = /** @type {GPUBuffer} */ (buffers.copies[turn % 2]);
      this.#submit(program, [part.cols, count, part.row * picture.cols + part.col, picture.cols, picture.iterations, steps, threads, 0], group, buffers, copy);
      const submitted = performance.now();
      const next = { done: progressOf(copy), steps, submitted };
      next.done.catch(() => {}); // told when it is waited for, if it ever is
      if (before) {
        const { taken, known, at } = await within(SLICE_LIMIT_MS, 'A slice of work on the GPU', before.done);
        const ms = at - Math.max(lastDone, before.submitted);
        lastDone = at;
        pace.worked(ms);
        if (known >= count || cancelled()) {
          await within(SLICE_LIMIT_MS, 'A slice of work on the GPU', next.done);
          return;
        }
        const busy = taken < count ? threads : count - known; // to its end
        if (2 * busy >= threads) learn(program, before.steps * busy, ms);
        // When fewer and fewer threads have a point, each may go further.
        if (taken < count) steps = stepsFor(program, threads);
        else if (ms < SLICE_MS / 2) steps = Math.min(MOST_STEPS, 2 * steps);
        else if (ms > 2 * SLICE_MS) steps = Math.max(1, steps >> 1);
      }
      before = next;
      if (!pace.isTired) continue;
      await within(SLICE_LIMIT_MS, 'A slice of work on the GPU', next.done); // or it would go on in the rest
      await pace.rest(cancelled);
    }
  }

  /** @param {Program} program @param {number[]} part as in mandelbrot.wgsl @param {GPUBindGroup} group @param {Buffers} buffers @param {GPUBuffer} copy */
  #submit({ pipeline }, part, group, { uniform, progress }, copy) {
    const device = this.#device;
    device.queue.writeBuffer(uniform, 0, new Uint32Array(part));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(Math.ceil(Number(part[6]) / GROUP));
    pass.end();
    encoder.copyBufferToBuffer(progress, 0, copy, 0, PROGRESS_BYTES);
    device.queue.submit([encoder.finish()]);
  }

  /** @param {number} digits */
  #program(digits) {
    let program = this.#programs.get(digits);
    if (!program) {
      program = this.#compile(layoutFor(digits));
      this.#programs.set(digits, program);
    }
    return program;
  }

  /** @param {Layout} layout @returns {Promise<Program>} */
  async #compile(layout) {
    const { bits, fraction, shift, length } = layout;
    const code = Object.entries({ BITS: bits, FRACTION: fraction, SHIFT: shift })
      .reduce((text, [name, value]) => text.replace(new RegExp(`^const ${name} = .*`, 'm'), `const ${name} = ${value}u;`), this.#wgsl);
    const module = this.#device.createShaderModule({ code, label: 'mandelbrot.wgsl' });
    const compiled = this.#device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint: 'advance' } });
    const pipeline = await within(COMPILE_LIMIT_MS, 'Compiling the kernel', compiled)
      .catch((e) => { throw new Error(`Numbers of ${length} digits are too much for this GPU: ${e.message}`); }); // which does not mean that it is lost
    return { pipeline, layout, stepWork: 2 * length * length + 20 * length, workPerMs: FIRST_WORK_PER_MS };
  }
}

/** @typedef {{taken: number, known: number, at: number}} Progress at: when it was told */

/** @param {GPUBuffer} copy @returns {Promise<Progress>} */
async function progressOf(copy) {
  await copy.mapAsync(GPUMapMode.READ);
  const [taken, known] = new Uint32Array(copy.getMappedRange());
  copy.unmap();
  return { taken: Number(taken), known: Number(known), at: performance.now() };
}

/** So many that each makes at least LEAST_STEPS in a dispatch. @param {Program} program */
function threadsFor({ stepWork, workPerMs }) {
  return Math.max(LEAST_THREADS, Math.floor(SLICE_MS * workPerMs / (stepWork * LEAST_STEPS)));
}

/** @param {Program} program @param {number} threads */
function stepsFor({ stepWork, workPerMs }, threads) {
  return Math.max(1, Math.min(MOST_STEPS, Math.floor(SLICE_MS * workPerMs / (stepWork * threads))));
}

/** Slow to believe in speed, quick to believe in slowness. @param {Program} program @param {number} steps of all threads @param {number} ms that they took */
function learn(program, steps, ms) {
  const measured = steps * program.stepWork / Math.max(ms, 0.05);
  if (measured >= program.workPerMs) program.workPerMs = Math.min(measured, 2 * program.workPerMs);
  else if (ms > SLICE_MS / 4) program.workPerMs = Math.max(measured, program.workPerMs / 4);
}
