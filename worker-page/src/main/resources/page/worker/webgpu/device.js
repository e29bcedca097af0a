/**
 * Gets a GPU device, or says in a sentence why there is none. Browsers sometimes answer the first question with nothing, and a broken driver
 * may never answer: so it asks a few times, and every wait has a limit.
 */
import { within } from '../time.js';

const TRIES = 3;
const ANSWER_MS = 4_000;
const BETWEEN_MS = 150;
/** Those that kernels use where a device has them. @type {GPUFeatureName[]} */
const USED_FEATURES = ['subgroups'];
const MOST_BUFFER_BYTES = 2 ** 31 - 4; // more has failed on drivers that offered it

/** @typedef {{adapter: GPUAdapter, words: string, isSoftware: boolean}} FoundGpu words: vendor and architecture */
/** @typedef {{device: GPUDevice, words: string, isSoftware: boolean}} Gpu */

/** There is no usable GPU; the message says why, to stand after "because". */
export class NoGpu extends Error {}

/** @param {GPU | undefined} gpu navigator.gpu @returns {Promise<FoundGpu>} @throws {NoGpu} */
export async function findGpu(gpu) {
  if (!gpu) {
    throw new NoGpu(globalThis.isSecureContext === false
      ? 'browsers offer the GPU only to pages opened over https'
      : 'this browser has no WebGPU');
  }
  const adapter = await aFewTimes(() => within(ANSWER_MS, 'finding the GPU', gpu.requestAdapter({ powerPreference: 'high-performance' })));
  if (!adapter) throw new NoGpu('the browser found no GPU that it may use');
  return { adapter, words: inWords(adapter.info), isSoftware: isSoftware(adapter) };
}

/** @param {GPU | undefined} gpu @param {FoundGpu} found used at the first try; an adapter gives one device only @returns {Promise<Gpu>} @throws {NoGpu} */
export async function openGpu(gpu, found) {
  /** @type {FoundGpu | null} */
  let next = found;
  const device = await aFewTimes(async () => {
    const { adapter } = next ?? await findGpu(gpu);
    next = null;
    const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
    return within(ANSWER_MS, 'opening the GPU', adapter.requestDevice({
      requiredFeatures: USED_FEATURES.filter((feature) => adapter.features.has(feature)),
      requiredLimits: {
        maxStorageBufferBindingSize: Math.min(maxStorageBufferBindingSize, MOST_BUFFER_BYTES),
        maxBufferSize: Math.min(maxBufferSize, MOST_BUFFER_BYTES),
      },
    }));
  });
  if (!device) throw new NoGpu('the GPU could not be opened');
  return { device, words: found.words, isSoftware: found.isSoftware };
}

/**
 * The first answer that is neither an error nor null.
 *
 * @template T
 * @param {() => Promise<T | null>} ask
 * @returns {Promise<T | null>}
 */
async function aFewTimes(ask) {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await ask();
      if (answer !== null || attempt === TRIES) return answer;
    } catch (e) {
      if (attempt === TRIES) throw new NoGpu(`the GPU does not answer as it should (${e instanceof Error ? e.message : e})`);
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}

/** @param {GPUAdapterInfo} info */
function inWords({ vendor, architecture, description }) {
  return description || [vendor, architecture].filter(Boolean).join(' ') || 'a GPU without a name';
}

/** A GPU played by the processor. @param {GPUAdapter} adapter */
function isSoftware(adapter) {
  const { info } = adapter;
  const older = /** @type {{isFallbackAdapter?: boolean}} */ (/** @type {unknown} */ (adapter));
  return info.isFallbackAdapter || older.isFallbackAdapter === true
    || /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${info.architecture} ${info.description}`);
}
