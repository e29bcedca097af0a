/** What there is to try on this device: every variant of every kernel, on every engine that can be opened. */
import { mandelbrot } from '../../kernels/mandelbrot/kernel.js';
import { matmul } from '../../kernels/matmul/kernel.js';
import { measure } from '../../kernels/matmul/tuning.js';
import { variantsOn } from '../../kernels/matmul/variants.js';
import { openVariant } from '../../kernels/matmul/webgpu.js';
import { JsEngine } from '../js/engine.js';
import { loadBytes, loadText, threadsFor } from '../resources.js';
import { WasmEngine } from '../wasm/engine.js';
import { findGpu, openGpu } from '../webgpu/device.js';
import { WebGpuEngine } from '../webgpu/engine.js';
import { countsRightly, countingSpeed, multipliesRightly, multiplyingSpeed } from './trials.js';

const MEMORY = 2 ** 28;
const NO_NOTES = { read: async () => null, write: async () => {} };
const SMALLEST_ON_GPU = 256;

/**
 * @typedef {{correct: boolean, opsPerSecond: number, note: string}} Outcome
 * @typedef {{kernel: string, engine: string, variant: string, unit: string, run: () => Promise<Outcome>}} Candidate
 * @typedef {import('../types.js').Engine} Engine
 */

/** @param {(fact: string) => void} tell what is learnt of the device @returns {AsyncGenerator<Candidate>} */
export async function* candidates(tell) {
  const most = threadsFor(navigator.hardwareConcurrency ?? null, globalThis);
  if (navigator.hardwareConcurrency) tell(`${navigator.hardwareConcurrency} cores, of which ${most === 1 ? 'one computes' : `up to ${most} compute`}`);
  yield* onGpu(tell);
  for (const threads of new Set([1, most])) {
    for (const variant of matmul.wasm.variants) {
      const kernel = { ...matmul, wasm: { ...matmul.wasm, variants: [variant] } };
      const engine = await WasmEngine.create(loadBytes, [kernel], 'processor', MEMORY, threads).catch(() => null);
      if (engine) yield multiplying(engine, 'WebAssembly', engine.tuning ?? variant.name);
      else tell(`No WebAssembly with ${variant.name} here`);
      engine?.close();
    }
    const wasm = await WasmEngine.create(loadBytes, [mandelbrot], 'processor', MEMORY, threads).catch(() => null);
    if (wasm) yield counting(wasm, 'WebAssembly');
    wasm?.close();
  }
  yield multiplying(new JsEngine('processor', MEMORY), 'JavaScript', 'blocked loops');
  yield counting(new JsEngine('processor', MEMORY), 'JavaScript');
}

/** @param {(fact: string) => void} tell @returns {AsyncGenerator<Candidate>} */
async function* onGpu(tell) {
  const opened = await openTheGpu().catch((e) => { tell(`No GPU: ${e instanceof Error ? e.message : e}`); });
  if (!opened) return;
  const { gpu, engine } = opened;
  tell(`GPU: ${gpu.words}${gpu.isSoftware ? ', imitated by the processor' : ''}`);
  const { maxComputeWorkgroupStorageSize: shared, maxComputeInvocationsPerWorkgroup: threads, maxBufferSize: bytes } = gpu.device.limits;
  tell(`Limits: buffers ${Math.floor(bytes / 2 ** 20)} MiB, workgroups ${threads} threads, ${shared / 1_024} KiB`);
  for (const variant of variantsOn(gpu.device)) {
    yield {
      kernel: matmul.name, engine: 'WebGPU', variant: variant.name, unit: 'GFLOP/s',
      async run() {
        const runner = await openVariant({ device: gpu.device, isSoftware: gpu.isSoftware, load: loadText, notes: NO_NOTES }, variant);
        const correct = await multipliesRightly(engine, { ...matmul, webgpu: { open: async () => runner } });
        const { opsPerSecond } = await measure(gpu.device, runner, SMALLEST_ON_GPU, !gpu.isSoftware);
        return { correct, opsPerSecond, note: `longest dispatch ${Math.ceil(runner.tempo.longestMs)} ms` };
      },
    };
  }
  yield counting(engine, 'WebGPU');
  engine.close();
}

async function openTheGpu() {
  const gpu = await openGpu(navigator.gpu, await findGpu(navigator.gpu));
  return { gpu, engine: new WebGpuEngine(gpu, loadText, MEMORY, NO_NOTES) };
}

/** @param {Engine} engine @param {string} name @param {string} variant @returns {Candidate} */
function multiplying(engine, name, variant) {
  return {
    kernel: matmul.name, engine: name, variant, unit: 'GFLOP/s',
    run: async () => ({ correct: await multipliesRightly(engine, matmul), opsPerSecond: await multiplyingSpeed(engine, matmul), note: '' }),
  };
}

/** @param {Engine} engine @param {string} name @returns {Candidate} */
function counting(engine, name) {
  return {
    kernel: mandelbrot.name, engine: name, variant: `bit for bit as plain JavaScript${(engine.threads ?? 1) > 1 ? `, on ${engine.threads} threads` : ''}`, unit: 'Gop/s',
    run: async () => ({ correct: await countsRightly(engine), opsPerSecond: await countingSpeed(engine), note: '' }),
  };
}
