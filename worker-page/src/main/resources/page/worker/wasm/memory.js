/** A new linear memory, with instances of all modules on it and what hands out its ranges. */
import { Heap } from './heap.js';
import { PAGE_BYTES } from './modules.js';

/** @param {import('./modules.js').Modules} modules */
export function freshMemory({ synthetic, kernels, pages, isShared }) {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: pages, shared: isShared });
  const instance = (/** @type {WebAssembly.Module} */ module) => new WebAssembly.Instance(module, { engine: { memory } }).exports;
  const heap = new Heap(memory.buffer.byteLength, (bytes) => {
    memory.grow(Math.ceil(bytes / PAGE_BYTES));
    return memory.buffer.byteLength;
  });
  return {
    memory,
    heap,
    generator: /** @type {import('./synthetic.js').SyntheticExports} */ (/** @type {unknown} */ (instance(synthetic))),
    exports: new Map([...kernels].map(([name, module]) => [name, instance(module)])),
  };
}
