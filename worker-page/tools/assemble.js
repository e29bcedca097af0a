/** Assembles each .wat into the .wasm beside it: `node tools/assemble.js`, after a change. A test asserts that they agree. */
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import initWabt from 'wabt';

const SRC = new URL('../src/', import.meta.url);

/** The .wat files, with paths from src/. */
export const SOURCES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wat')).map((name) => name.replaceAll('\\', '/'));

/** @param {string} source of SOURCES @returns {URL} the module's file */
export function moduleOf(source) {
  return new URL(source.replace(/wat$/, 'wasm'), SRC);
}

/** @param {string} source of SOURCES @returns {Promise<Uint8Array>} the module that it describes */
export async function assemble(source) {
  const wabt = await initWabt();
  const module = wabt.parseWat(source, await readFile(new URL(source, SRC)), { simd: true, relaxed_simd: true });
  return module.toBinary({}).buffer;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  for (const source of SOURCES) await writeFile(moduleOf(source), await assemble(source));
}
