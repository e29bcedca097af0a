/** Assembles each .wat into the .wasm beside it: `node tools/assemble.js`, after a change. A test asserts that they agree. */
import { readFile, writeFile } from 'node:fs/promises';
import initWabt from 'wabt';

const folder = new URL('../src/main/resources/page/worker/wasm/', import.meta.url);

export const MODULES = ['matmul', 'synthetic'];

/** @param {string} name @returns {Promise<Uint8Array>} the module that its .wat describes */
export async function assemble(name) {
  const wabt = await initWabt();
  const module = wabt.parseWat(`${name}.wat`, await readFile(new URL(`${name}.wat`, folder)), { simd: true });
  return module.toBinary({}).buffer;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  for (const name of MODULES) await writeFile(new URL(`${name}.wasm`, folder), await assemble(name));
}
