/**
 * A further thread of the WebAssembly engine: a Web Worker inside that of the page, with the same modules on the same memory. Computes shares of the work that
 * threads.js announces, until none is left.
 */
import { KERNELS } from '../../kernels/index.js';
import { Control, sharesOf } from './control.js';

/**
 * @typedef {{type: 'open', index: number, words: Int32Array, modules: ReadonlyMap<string, WebAssembly.Module>}
 *   | {type: 'memory', memory: WebAssembly.Memory}
 *   | {type: 'compute', kernel: string, plan: import('../../kernels/types.js').WasmPlan}} ToThread
 * @typedef {'ready' | 'done'} FromThread ready: after each memory
 */

const engine = /** @type {{postMessage: (message: FromThread) => void, onmessage: ((event: MessageEvent<ToThread>) => void) | null}} */ (/** @type {unknown} */ (self));

let index = 0;
/** @type {Control} */
let control;
/** @type {ReadonlyMap<string, WebAssembly.Module>} */
let modules;
/** @type {WebAssembly.Memory} */
let memory;
/** @type {Map<string, WebAssembly.Exports>} */
let exports;

engine.onmessage = ({ data }) => {
  switch (data.type) {
    case 'open':
      ({ index, modules } = data);
      control = new Control(data.words);
      return;
    case 'memory':
      ({ memory } = data);
      exports = new Map([...modules].map(([name, module]) => [name, new WebAssembly.Instance(module, { engine: { memory } }).exports]));
      engine.postMessage('ready');
      return;
    case 'compute':
      compute(data.kernel, data.plan);
      engine.postMessage('done');
  }
};

/** @param {string} name @param {import('../../kernels/types.js').WasmPlan} plan */
function compute(name, plan) {
  const kernel = KERNELS.find((it) => it.name === name)?.wasm;
  if (!kernel) throw new Error(`The kernel ${name} is not here.`);
  const thread = {
    index,
    exports: exports.get(name),
    floats: (/** @type {number} */ at, /** @type {number} */ count) => new Float32Array(memory.buffer, at, count),
    words: (/** @type {number} */ at, /** @type {number} */ count) => new Uint32Array(memory.buffer, at, count),
  };
  const steps = sharesOf(kernel, plan, thread, control);
  while (control.mayGoOn(index) && !steps.next().done);
}
