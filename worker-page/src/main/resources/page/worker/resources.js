/** Opens the real engines: fetches the kernels and asks the browser for the GPU. */
import { KERNELS } from '../kernels/index.js';
import { JsEngine } from './js/engine.js';
import { Notes } from './notes.js';
import { pace } from './pace.js';
import { probe, probeAgain } from './probe.js';
import { within } from './time.js';
import { WasmEngine } from './wasm/engine.js';
import { tuneThreads } from './wasm/tuning.js';
import { findGpu, openGpu } from './webgpu/device.js';
import { WebGpuEngine } from './webgpu/engine.js';

const MIB = 2 ** 20;
const STORAGE_LIMIT_MS = 500;
const MOST_THREADS = 16;
const HANDHELD_PART = 1 / 2; // of what a phone's or a tablet's GPU says that it can bind

/**
 * @param {import('./types.js').DeviceFacts} facts
 * @param {() => string | null} whyNoGpu a reason not to use the GPU, from what happened before
 * @returns {import('./engine.js').Engines}
 */
export function realEngines(facts, whyNoGpu) {
  const memory = memoryBudget(facts);
  /** What was measured of the engines that were opened here. @type {Map<string, {speed: number, threads: number}>} */
  const measured = new Map();
  const processor = facts.cores === null ? 'processor' : `processor, ${facts.cores} ${facts.cores === 1 ? 'core' : 'cores'}`;
  return {
    async findWebgpu() {
      const reason = whyNoGpu();
      if (reason !== null) throw new Error(reason);
      const { gpu } = navigator;
      const found = await findGpu(gpu);
      return {
        isSoftware: found.isSoftware,
        open: async () => new WebGpuEngine(await openGpu(gpu, found), loadText, memory, notesOf(found), isHandheld(facts) ? HANDHELD_PART : 1),
      };
    },
    async wasm() {
      if (typeof WebAssembly === 'undefined') throw new Error('this browser has no WebAssembly');
      return WasmEngine.create(loadBytes, KERNELS, processor, memory, threadsFor(facts.cores, globalThis));
    },
    js: async () => new JsEngine(processor, memory),
    measure: (engine) => pace.withoutRests(async () => {
      const wasm = engine instanceof WasmEngine ? engine : null;
      const which = wasm ? wasm.name : `${engine.name} ${engine.device}`;
      const before = measured.get(which);
      if (before) {
        wasm?.keepThreads(before.threads);
        await probeAgain(engine);
        return before.speed;
      }
      const speed = wasm ? await tuneThreads(wasm, probe) : await probe(engine);
      measured.set(which, { speed, threads: wasm?.threads ?? 1 });
      return speed;
    }),
  };
}

/** How much of the device's memory this page may take, all copies of a result included: a quarter of what the browser tells of. @param {import('./types.js').DeviceFacts} facts @returns {number} bytes */
export function memoryBudget(facts) {
  const { memoryGb } = facts;
  if (memoryGb !== null) return Math.min(2_048, Math.max(192, Math.floor(memoryGb * 256))) * MIB;
  return (isHandheld(facts) ? 384 : 1_024) * MIB;
}

/** @param {import('./types.js').DeviceFacts} facts */
function isHandheld({ kind }) {
  return kind === 'phone' || kind === 'tablet';
}

/** How much the browser would let this page keep; null where it does not tell. @param {{storage?: StorageManager}} navigator @returns {Promise<number | null>} bytes */
export async function storageOf({ storage }) {
  try {
    return storage ? (await within(STORAGE_LIMIT_MS, 'Asking for storage', storage.estimate())).quota ?? null : null;
  } catch {
    return null;
  }
}

/**
 * How many threads WebAssembly may have: more than one only where the page is isolated from other sites, for browsers let no others share memory. Some do not
 * say in a Web Worker that it is, but have what only isolated pages have.
 *
 * @param {number | null} cores @param {{crossOriginIsolated?: boolean, SharedArrayBuffer?: unknown, Worker?: unknown}} browser
 */
export function threadsFor(cores, { crossOriginIsolated, SharedArrayBuffer, Worker }) {
  return SharedArrayBuffer && crossOriginIsolated !== false && Worker ? Math.max(1, Math.min(MOST_THREADS, cores ?? 1)) : 1;
}

/** @param {URL} file */
export async function loadBytes(file) {
  return (await load(file)).arrayBuffer();
}

/** @param {URL} file */
export async function loadText(file) {
  return (await load(file)).text();
}

/** Of this GPU, and this version of the browser. @param {import('./webgpu/device.js').FoundGpu} found */
export function notesOf({ adapter: { info } }) {
  const { vendor, architecture, device, description } = info;
  return new Notes([vendor, architecture, device, description, navigator.userAgent].join('|'), globalThis.caches);
}

/** @param {URL} file */
async function load(file) {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file.pathname} could not be loaded (${response.status})`);
  return response;
}
