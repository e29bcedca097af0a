/**
 * The matmul kernel on a device: the variant of matmul.wgsl that is the fastest there (tuning.js), compiled for operands whose rows are multiples of
 * four, and for others when they come. Runs a product slice by slice, at most two slices ahead of the GPU, each as large as tempo.js allows, with the rests of pace.js
 * between slices. Owns the pipelines and the measured speed; buffers belong to the caller.
 */
import { within } from '../../worker/time.js';
import { pace } from '../../worker/pace.js';
import { COMPILE_LIMIT_MS, SLICE_LIMIT_MS } from '../../worker/webgpu/slice.js';
import { Tempo } from '../../worker/webgpu/tempo.js';
import { slices } from './slices.js';
import { fastest } from './tuning.js';
import { constantsOf, expand, tileOf, variantsOn } from './variants.js';

/** @typedef {import('./slices.js').Slice} Slice @typedef {import('./variants.js').Variant} Variant */
/** @typedef {{kernel: string, quads: string, singles: string, subgroups: string}} Sources */

/** @param {import('../types.js').OpenGpu} gpu @returns {Promise<MatmulRunner>} */
export async function open(gpu) {
  const sources = await sourcesOf(gpu);
  const { runner, words } = await fastest(gpu, JSON.stringify(sources), (variant) => MatmulRunner.create(gpu.device, sources, variant), variantsOn(gpu.device));
  runner.words = words;
  return runner;
}

/** One variant, whatever its speed. @param {import('../types.js').OpenGpu} gpu @param {Variant} variant */
export async function openVariant(gpu, variant) {
  return MatmulRunner.create(gpu.device, await sourcesOf(gpu), variant);
}

/** @param {import('../types.js').OpenGpu} gpu @returns {Promise<Sources>} */
async function sourcesOf({ load }) {
  const files = ['matmul', 'quads', 'singles', 'subgroups'].map((name) => load(new URL(`./${name}.wgsl`, import.meta.url)));
  const [kernel, quads, singles, subgroups] = /** @type {[string, string, string, string]} */ (await Promise.all(files));
  return { kernel, quads, singles, subgroups };
}

/** @param {GPUDevice} device @param {Sources} sources @param {Variant} variant @param {'quads' | 'singles'} loads @returns {Promise<GPUComputePipeline>} */
async function compile(device, sources, variant, loads) {
  const module = device.createShaderModule({ code: expand(sources.kernel + sources[loads] + (variant.mostLanes ? sources.subgroups : ''), variant), label: `matmul.wgsl, ${variant.name}, ${loads}` });
  return within(COMPILE_LIMIT_MS, 'Compiling the kernel', device.createComputePipelineAsync({
    layout: 'auto', compute: { module, entryPoint: variant.entryPoint, constants: constantsOf(variant) },
  }));
}

export class MatmulRunner {
  tempo = new Tempo();
  words = '';
  #device;
  #quads;
  /** @type {Promise<GPUComputePipeline> | null} compiled when it is needed first */
  #singles = null;
  #compileSingles;
  #uniform;
  #tiling;
  /** @type {Promise<void>} the end of the slice before, of this product or of the one before */
  #before = Promise.resolve();
  #lastDone = 0;

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

  /**
   * At full power it does not wait for the last slice, so that the GPU has the next product when it is done with this one.
   *
   * @param {import('./kernel.js').Product} product @param {GPUBuffer} result @param {import('../types.js').WebGpuRoom} room
   */
  async run(product, result, { block, cancelled, finished }) {
    const [a, b] = product.operands;
    const pipeline = product.inner % 4 === 0 && product.cols % 4 === 0 ? this.#quads : await (this.#singles ??= this.#compileSingles());
    const group = this.#device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [block(a.block), block(b.block), result, this.#uniform, finished].map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    let groups = 0;
    for (const slice of slices(product, this.#tiling, () => this.tempo.ops)) {
      if (cancelled()) break;
      groups += this.#submit(product, slice, pipeline, group);
      const done = this.#timed(slice);
      await within(SLICE_LIMIT_MS, 'A slice of work on the GPU', this.#before);
      this.#before = done;
      if (!pace.isTired) continue;
      await within(SLICE_LIMIT_MS, 'A slice of work on the GPU', done); // or it would go on in the rest
      await pace.rest(cancelled);
    }
    if (!pace.isFull || cancelled()) await within(SLICE_LIMIT_MS, 'A slice of work on the GPU', this.#before);
    return groups;
  }

  /** The end of a slice that was just submitted, from which the tempo is learned. @param {Slice} slice @returns {Promise<void>} */
  #timed({ rowBegin, rowEnd, colBegin, colEnd, innerBegin, innerEnd }) {
    const submitted = performance.now();
    const done = this.#device.queue.onSubmittedWorkDone().then(() => {
      const now = performance.now();
      const ms = now - Math.max(this.#lastDone, submitted);
      this.tempo.learn(2 * (rowEnd - rowBegin) * (colEnd - colBegin) * (innerEnd - innerBegin), ms);
      pace.worked(ms);
      this.#lastDone = now;
    });
    done.catch(() => {}); // told where it is waited for
    return done;
  }

  /** @param {{inner: number, cols: number}} shape @param {Slice} slice @param {GPUComputePipeline} pipeline @param {GPUBindGroup} group @returns {number} workgroups */
  #submit({ inner, cols }, slice, pipeline, group) {
    const { rowBegin, rowEnd, colBegin, colEnd, innerBegin, innerEnd } = slice;
    const device = this.#device;
    const [across, down] = [Math.ceil((colEnd - colBegin) / this.#tiling.cols), Math.ceil((rowEnd - rowBegin) / this.#tiling.rows)];
    device.queue.writeBuffer(this.#uniform, 0, new Uint32Array([inner, cols, rowBegin, rowEnd, colBegin, colEnd, innerBegin, innerEnd]));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(across, down);
    pass.end();
    device.queue.submit([encoder.finish()]);
    return across * down;
  }
}
