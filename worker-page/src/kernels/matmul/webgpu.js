/**
 * The matmul kernel on a device: the variant of matmul.wgsl that is the fastest there (tuning.js), compiled for operands whose rows are multiples of
 * four, and for others when they come. Runs a product slice by slice, at most two slices ahead of the GPU, each of about SLICE_MS by the speed
 * measured so far. Owns the pipelines and the measured speed; buffers belong to the caller.
 */
import { within } from '../../worker/time.js';
import { COMPILE_LIMIT_MS, SLICE_LIMIT_MS, SLICE_MS } from '../../worker/webgpu/slice.js';
import { slices } from './slices.js';
import { fastest } from './tuning.js';
import { constantsOf, expand, tileOf } from './variants.js';

const FIRST_OPS_PER_SECOND = 2e8; // cautious: a slow phone, or a processor that plays a GPU. It doubles with each slice

/** @typedef {import('./slices.js').Slice} Slice @typedef {import('./variants.js').Variant} Variant */
/** @typedef {{kernel: string, quads: string, singles: string}} Sources */

/** @param {import('../types.js').OpenGpu} gpu @returns {Promise<MatmulRunner>} */
export async function open(gpu) {
  const sources = await sourcesOf(gpu);
  const { runner, words } = await fastest(gpu, JSON.stringify(sources), (variant) => MatmulRunner.create(gpu.device, sources, variant));
  runner.words = words;
  return runner;
}

/** One variant, whatever its speed. @param {import('../types.js').OpenGpu} gpu @param {Variant} variant */
export async function openVariant(gpu, variant) {
  return MatmulRunner.create(gpu.device, await sourcesOf(gpu), variant);
}

/** @param {import('../types.js').OpenGpu} gpu @returns {Promise<Sources>} */
async function sourcesOf({ load }) {
  const files = ['matmul', 'quads', 'singles'].map((name) => load(new URL(`./${name}.wgsl`, import.meta.url)));
  const [kernel, quads, singles] = /** @type {[string, string, string]} */ (await Promise.all(files));
  return { kernel, quads, singles };
}

/** @param {GPUDevice} device @param {Sources} sources @param {Variant} variant @param {'quads' | 'singles'} loads @returns {Promise<GPUComputePipeline>} */
async function compile(device, sources, variant, loads) {
  const module = device.createShaderModule({ code: expand(sources.kernel + sources[loads], variant), label: `matmul.wgsl, ${variant.name}, ${loads}` });
  return within(COMPILE_LIMIT_MS, 'Compiling the kernel', device.createComputePipelineAsync({
    layout: 'auto', compute: { module, entryPoint: variant.entryPoint, constants: constantsOf(variant) },
  }));
}

export class MatmulRunner {
  opsPerSecond = FIRST_OPS_PER_SECOND;
  longestMs = 0; // of the slices so far
  words = '';
  #device;
  #quads;
  /** @type {Promise<GPUComputePipeline> | null} compiled when it is needed first */
  #singles = null;
  #compileSingles;
  #uniform;
  #tiling;

  /** @param {GPUDevice} device @param {Variant} variant @param {GPUComputePipeline} quads @param {() => Promise<GPUComputePipeline>} compileSingles */
  constructor(device, variant, quads, compileSingles) {
    this.#device = device;
    this.#quads = quads;
    this.#compileSingles = compileSingles;
    this.#uniform = device.createBuffer({ size: 32, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
    this.#tiling = { ...tileOf(variant), mostPerDimension: device.limits.maxComputeWorkgroupsPerDimension };
  }

  /** @param {GPUDevice} device @param {Sources} sources @param {Variant} variant */
  static async create(device, sources, variant) {
    return new MatmulRunner(device, variant, await compile(device, sources, variant, 'quads'), () => compile(device, sources, variant, 'singles'));
  }

  /** @param {import('./kernel.js').Product} product @param {GPUBuffer} result @param {import('../types.js').WebGpuRoom} room */
  async run(product, result, { block, cancelled }) {
    const [a, b] = product.operands;
    const pipeline = product.inner % 4 === 0 && product.cols % 4 === 0 ? this.#quads : await (this.#singles ??= this.#compileSingles());
    const group = this.#device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [block(a.block), block(b.block), result, this.#uniform].map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    /** @type {Promise<void>} */
    let before = Promise.resolve();
    let lastDone = performance.now();
    for (const slice of slices(product, this.#tiling, () => this.opsPerSecond * SLICE_MS / 1_000)) {
      if (cancelled()) break;
      const submitted = performance.now();
      this.#submit(product, slice, pipeline, group);
      const done = this.#device.queue.onSubmittedWorkDone().then(() => {
        const now = performance.now();
        this.#learn(slice, now - Math.max(lastDone, submitted));
        lastDone = now;
      });
      await within(SLICE_LIMIT_MS, 'A slice of work on the GPU', before);
      before = done;
    }
    await within(SLICE_LIMIT_MS, 'A slice of work on the GPU', before);
  }

  /** @param {{inner: number, cols: number}} shape @param {Slice} slice @param {GPUComputePipeline} pipeline @param {GPUBindGroup} group */
  #submit({ inner, cols }, slice, pipeline, group) {
    const { rowBegin, rowEnd, colBegin, colEnd, innerBegin, innerEnd } = slice;
    const device = this.#device;
    device.queue.writeBuffer(this.#uniform, 0, new Uint32Array([inner, cols, rowBegin, rowEnd, colBegin, colEnd, innerBegin, innerEnd]));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(Math.ceil((colEnd - colBegin) / this.#tiling.cols), Math.ceil((rowEnd - rowBegin) / this.#tiling.rows));
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  /** Slow to believe in speed, quick to believe in slowness: a slice that is too long hurts more than one that is too short. @param {Slice} slice @param {number} ms */
  #learn(slice, ms) {
    this.longestMs = Math.max(this.longestMs, ms);
    const ops = 2 * (slice.rowEnd - slice.rowBegin) * (slice.colEnd - slice.colBegin) * (slice.innerEnd - slice.innerBegin);
    const speed = ops / Math.max(ms, 0.05) * 1_000;
    if (speed < this.opsPerSecond) {
      if (ms > SLICE_MS / 4) this.opsPerSecond = Math.max(speed, this.opsPerSecond / 4); // a tiny slice measures only the way there
    } else {
      this.opsPerSecond = Math.min(speed, this.opsPerSecond * 2);
    }
  }
}
