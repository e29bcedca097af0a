/** What this device has to compute with, found without computing anything: the person has not agreed to that yet. */
import { memoryBudget, threadsFor } from './resources.js';
import { findGpu } from './webgpu/device.js';

/**
 * @typedef {'found' | 'imitated' | 'insecure' | 'missing' | 'refused'} GpuState insecure: hidden from pages over plain http; refused: WebGPU is
 *   there, a GPU is not
 * @typedef {object} Survey
 * @property {GpuState} gpu
 * @property {string} gpuName empty where there is none
 * @property {readonly string[]} gpuFeatures of those that kernels can use
 * @property {boolean} hasWasm with SIMD
 * @property {number} memoryBytes how much the page may take
 * @property {number} threads that WebAssembly may have
 */

const USEFUL = ['subgroups'];

/** One function that returns a vector of 128 bits, all zero. */
const SIMD_MODULE = Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic, version
  1, 5, 1, 0x60, 0, 1, 0x7b, // type: () → v128
  3, 2, 1, 0, // one function of it
  10, 22, 1, 20, 0, 0xfd, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0b, // v128.const 0
);

/**
 * @param {import('./types.js').DeviceFacts} facts
 * @param {{gpu?: GPU | undefined, isSecureContext: boolean, crossOriginIsolated?: boolean, SharedArrayBuffer?: unknown,
 *   Worker?: unknown}} browser
 * @returns {Promise<Survey>}
 */
export async function survey(facts, browser) {
  return {
    ...await lookForGpu(browser),
    hasWasm: typeof WebAssembly !== 'undefined' && WebAssembly.validate(SIMD_MODULE),
    memoryBytes: memoryBudget(facts),
    threads: threadsFor(facts.cores, browser),
  };
}

/** @param {{gpu?: GPU | undefined, isSecureContext: boolean}} browser @returns {Promise<Pick<Survey, 'gpu' | 'gpuName' | 'gpuFeatures'>>} */
async function lookForGpu({ gpu, isSecureContext }) {
  if (!gpu) return { gpu: isSecureContext ? 'missing' : 'insecure', gpuName: '', gpuFeatures: [] };
  try {
    const { adapter, words, isSoftware } = await findGpu(gpu);
    return { gpu: isSoftware ? 'imitated' : 'found', gpuName: words, gpuFeatures: USEFUL.filter((feature) => adapter.features.has(feature)) };
  } catch {
    return { gpu: 'refused', gpuName: '', gpuFeatures: [] };
  }
}
