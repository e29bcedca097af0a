/** Assembles matmul.wat into matmul.wasm: `node tools/assemble.js`, after a change to the .wat. A test asserts that both agree. */
import { readFile, writeFile } from 'node:fs/promises';
import initWabt from 'wabt';

const folder = new URL('../src/main/resources/page/worker/wasm/', import.meta.url);

/** @returns {Promise<Uint8Array>} the module that matmul.wat describes */
export async function assemble() {
  const wabt = await initWabt();
  const module = wabt.parseWat('matmul.wat', await readFile(new URL('matmul.wat', folder)), { simd: true });
  return module.toBinary({}).buffer;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  await writeFile(new URL('matmul.wasm', folder), await assemble());
}
