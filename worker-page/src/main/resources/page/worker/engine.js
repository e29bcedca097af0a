/**
 * Chooses what computes, by trying and measuring: the GPU where there is a real one, otherwise WebAssembly SIMD, otherwise plain JavaScript; and
 * says why in a sentence. What opens and measures engines is an argument (see probe.js).
 */

/**
 * @typedef {import('./types.js').Engine} Engine
 * @typedef {import('./types.js').EngineName} EngineName
 *
 * @typedef {object} Engines each rejects with an Error whose message can stand after "because"
 * @property {() => Promise<{isSoftware: boolean, open: () => Promise<Engine>}>} findWebgpu
 * @property {() => Promise<Engine>} wasm
 * @property {() => Promise<Engine>} js
 * @property {(engine: Engine) => Promise<number>} measure operations per second; rejects when its answers are wrong
 *
 * @typedef {{engine: Engine, why: string, speeds: Speeds}} Choice
 * @typedef {Partial<Record<import('./types.js').EngineName, number>>} Speeds operations per second of those that were tried
 */

/** A software GPU needs the same processor, all of it, to reach about this: only beside slower WebAssembly is it worth opening. */
const BEYOND_SOFTWARE_GPUS = 1e9;

const WORDS = { webgpu: 'the GPU', wasm: 'WebAssembly', js: 'plain JavaScript' };

/** @param {Engines} engines @param {string | null} forced what `?engine=` asks for @returns {Promise<Choice>} */
export async function chooseEngine(engines, forced) {
  /** @type {Speeds} */
  const speeds = {};
  const measuring = { ...engines, measure: async (/** @type {Engine} */ engine) => (speeds[engine.name] = await engines.measure(engine)) };
  const { engine, why } = await choose(measuring, forced);
  return { engine, speeds, why: engine.tuning ? `${why} Its kernel: ${engine.tuning}.` : why };
}

/** @param {Engines} engines @param {string | null} forced @returns {Promise<Omit<Choice, 'speeds'>>} */
async function choose(engines, forced) {
  if (forced === null) return byMeasure(engines);
  if (forced !== 'webgpu' && forced !== 'wasm' && forced !== 'js') {
    const { engine, why } = await byMeasure(engines);
    return { engine, why: `The address asks for “${forced.slice(0, 20)}”; webgpu, wasm and js are known. ${why}` };
  }
  try {
    const opened = forced === 'webgpu' ? await (await engines.findWebgpu()).open() : await engines[forced]();
    const { engine } = await measured(engines, opened); // which also warms it up
    return { engine, why: `Computing with ${WORDS[forced]}, as the address asks.` };
  } catch (e) {
    const { engine } = await byMeasure(engines);
    return { engine, why: `The address asks for ${WORDS[forced]}, but ${reason(e)}: computing with ${WORDS[engine.name]} instead.` };
  }
}

/** @param {Engines} engines @returns {Promise<Omit<Choice, 'speeds'>>} */
async function byMeasure(engines) {
  const wasm = await attempt(async () => measured(engines, await engines.wasm()));
  const gpu = await attempt(() => tryGpu(engines, wasm.value?.speed ?? 0));
  if (gpu.value && gpu.value.speed >= (wasm.value?.speed ?? 0)) {
    wasm.value?.engine.close();
    return { engine: gpu.value.engine, why: `Computing with the GPU${wasm.value ? `, ${times(gpu.value.speed / wasm.value.speed)} WebAssembly here` : ''}.` };
  }
  gpu.value?.engine.close();
  const noGpu = gpu.value ? 'the GPU measured slower here' : gpu.reason;
  if (wasm.value) return { engine: wasm.value.engine, why: `Computing with WebAssembly, because ${noGpu}.` };
  const { engine } = await measured(engines, await engines.js());
  return { engine, why: `Computing with plain JavaScript, because ${noGpu}, and ${wasm.reason}.` };
}

/** @param {Engines} engines @param {number} rival operations per second of WebAssembly */
async function tryGpu(engines, rival) {
  const found = await engines.findWebgpu();
  if (found.isSoftware && rival >= BEYOND_SOFTWARE_GPUS) throw new Error('the only GPU here is imitated by the processor, which is slower');
  return measured(engines, await found.open());
}

/** @param {Engines} engines @param {Engine} engine */
async function measured(engines, engine) {
  try {
    return { engine, speed: await engines.measure(engine) };
  } catch (e) {
    engine.close();
    throw e;
  }
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<{value: T, reason: ''} | {value: null, reason: string}>}
 */
async function attempt(work) {
  try {
    return { value: await work(), reason: '' };
  } catch (e) {
    return { value: null, reason: reason(e) };
  }
}

/** @param {unknown} error */
function reason(error) {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}

/** @param {number} ratio at least 1 */
function times(ratio) {
  return ratio < 1.5 ? 'about as fast as' : `${Math.round(ratio)} times as fast as`;
}
