/** The WebAssembly modules of the kernels: the first variant of each that the browser can take. */

export const PAGE_BYTES = 65_536;
const MOST_PAGES = 32_000; // 2,000 MiB, so that addresses are never negative
const SLACK = 2; // for what lies between blocks that were freed
const IMPORT = [6, ...new TextEncoder().encode('engine'), 6, ...new TextEncoder().encode('memory'), 2]; // (import "engine" "memory" (memory …
const WITH_MAXIMUM = 1; // how its limits begin
const SHARED_WITH_MAXIMUM = 3;

/**
 * @typedef {{name: string, bytes: BufferSource}} Found name: of the variant
 * @typedef {{synthetic: WebAssembly.Module, kernels: Map<string, WebAssembly.Module>, pages: number, isShared: boolean}} Modules kernels: by
 *   name; pages, isShared: the memory that they are made for
 */

/**
 * @param {(file: URL) => Promise<BufferSource>} load @param {readonly import('../../kernels/types.js').Kernel[]} kernels
 * @returns {Promise<{variants: Map<string, string>, compile: (isShared: boolean, bytesMeant: number) => Promise<Modules>}>} variants: their names, by
 *   kernel; compile: for a memory that is shared, and is then meant for so many bytes, or not
 * @throws {Error} where SIMD is missing
 */
export async function findModules(load, kernels) {
  const synthetic = await firstThatWorks(load, [{ name: 'SIMD', file: new URL('./synthetic.wasm', import.meta.url) }]);
  /** @type {Map<string, Found>} */
  const found = new Map();
  for (const kernel of kernels) if (kernel.wasm) found.set(kernel.name, await firstThatWorks(load, kernel.wasm.variants));
  return {
    variants: new Map([...found].map(([kernel, { name }]) => [kernel, name])),
    async compile(isShared, bytesMeant) {
      const compiled = (/** @type {BufferSource} */ bytes) => WebAssembly.compile(isShared ? forSharedMemory(bytes) : bytes);
      const modules = new Map();
      for (const [name, { bytes }] of found) modules.set(name, await compiled(bytes));
      const pages = isShared ? Math.min(MOST_PAGES, Math.ceil(SLACK * bytesMeant / PAGE_BYTES)) : MOST_PAGES; // a shared memory's addresses are reserved at once
      return { synthetic: await compiled(synthetic.bytes), kernels: modules, pages, isShared };
    },
  };
}

/**
 * @param {(file: URL) => Promise<BufferSource>} load @param {readonly import('../../kernels/types.js').WasmVariant[]} variants
 * @returns {Promise<Found>}
 */
async function firstThatWorks(load, variants) {
  for (const { name, file } of variants) {
    const bytes = await load(file);
    if (WebAssembly.validate(bytes)) return { name, bytes };
  }
  throw new Error('its WebAssembly has no SIMD');
}

/**
 * The same module for a memory that threads share. Whether it is shared is one bit of the module, where it says what it imports; its code is the same.
 *
 * @param {BufferSource} module @returns {Uint8Array<ArrayBuffer>}
 */
export function forSharedMemory(module) {
  const bytes = ArrayBuffer.isView(module)
    ? Uint8Array.from(new Uint8Array(module.buffer, module.byteOffset, module.byteLength)) : new Uint8Array(module.slice(0));
  const at = bytes.findIndex((_, i) => IMPORT.every((byte, j) => bytes[i + j] === byte)) + IMPORT.length;
  if (at < IMPORT.length || bytes[at] !== WITH_MAXIMUM) throw new Error('The module does not import a memory that has a maximum.');
  bytes[at] = SHARED_WITH_MAXIMUM;
  return bytes;
}
