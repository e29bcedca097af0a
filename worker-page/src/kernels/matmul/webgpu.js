/**
 * The matmul kernel on a device: compiles matmul.wgsl once, runs a product slice by slice, at most two slices ahead of the GPU, each of about
 * SLICE_MS by the speed measured so far. Owns the pipeline and the measured speed; buffers belong to the caller.
 */
import { within } from '../../worker/time.js';
import { COMPILE_LIMIT_MS, SLICE_LIMIT_MS, SLICE_MS } from '../../worker/webgpu/slice.js';
import { slices } from './slices.js';

const FIRST_OPS_PER_SECOND = 2e9; // cautious: a slow phone

const CONSTANTS = { THREADS_X: 16, THREADS_Y: 8, STRIP: 16 };
const TILE_ROWS = CONSTANTS.THREADS_Y * 8;
const TILE_COLS = CONSTANTS.THREADS_X * 4;

/** @typedef {import('./slices.js').Slice} Slice */

export const file = new URL('./matmul.wgsl', import.meta.url);

/** @param {GPUDevice} device @param {string} wgsl @returns {Promise<MatmulRunner>} */
export async function open(device, wgsl) {
  const module = device.createShaderModule({ code: wgsl, label: 'matmul.wgsl' });
  const pipeline = await within(COMPILE_LIMIT_MS, 'Compiling the kernel', device.createComputePipelineAsync({
    layout: 'auto', compute: { module, entryPoint: 'multiply', constants: CONSTANTS },
  }));
  return new MatmulRunner(device, pipeline);
}

class MatmulRunner {
  opsPerSecond = FIRST_OPS_PER_SECOND;
  #device;
  #pipeline;
  #uniform;
  #tiling;

  /** @param {GPUDevice} device @param {GPUComputePipeline} pipeline */
  constructor(device, pipeline) {
    this.#device = device;
    this.#pipeline = pipeline;
    this.#uniform = device.createBuffer({ size: 32, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
    this.#tiling = {
      rows: TILE_ROWS, cols: TILE_COLS, strip: CONSTANTS.STRIP, mostPerDimension: device.limits.maxComputeWorkgroupsPerDimension,
    };
  }

  /** @param {import('./kernel.js').Product} product @param {GPUBuffer} result @param {import('../types.js').WebGpuRoom} room */
  async run(product, result, { block, cancelled }) {
    const [a, b] = product.operands;
    const group = this.#device.createBindGroup({
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: [block(a.block), block(b.block), result, this.#uniform].map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    /** @type {Promise<void>} */
    let before = Promise.resolve();
    let lastDone = performance.now();
    for (const slice of slices(product, this.#tiling, () => this.opsPerSecond * SLICE_MS / 1_000)) {
      if (cancelled()) break;
      this.#submit(product, slice, group);
      const done = this.#device.queue.onSubmittedWorkDone().then(() => {
        const now = performance.now();
        this.#learn(slice, now - lastDone);
        lastDone = now;
      });
      await within(SLICE_LIMIT_MS, 'A slice of work on the GPU', before);
      before = done;
    }
    await within(SLICE_LIMIT_MS, 'A slice of work on the GPU', before);
  }

  /** @param {{inner: number, cols: number}} shape @param {Slice} slice @param {GPUBindGroup} group */
  #submit({ inner, cols }, slice, group) {
    const { rowBegin, rowEnd, colBegin, colEnd, innerBegin, innerEnd } = slice;
    const device = this.#device;
    device.queue.writeBuffer(this.#uniform, 0, new Uint32Array([inner, cols, rowBegin, rowEnd, colBegin, colEnd, innerBegin, innerEnd]));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(Math.ceil((colEnd - colBegin) / TILE_COLS), Math.ceil((rowEnd - rowBegin) / TILE_ROWS));
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  /** Slow to believe in speed, quick to believe in slowness: a slice that is too long hurts more than one that is too short. @param {Slice} slice @param {number} ms */
  #learn(slice, ms) {
    const ops = 2 * (slice.rowEnd - slice.rowBegin) * (slice.colEnd - slice.colBegin) * (slice.innerEnd - slice.innerBegin);
    const speed = ops / Math.max(ms, 0.05) * 1_000;
    if (speed < this.opsPerSecond) {
      if (ms > SLICE_MS / 4) this.opsPerSecond = Math.max(speed, this.opsPerSecond / 4); // a tiny slice measures only the way there
    } else {
      this.opsPerSecond = Math.min(speed, this.opsPerSecond * 2);
    }
  }
}
