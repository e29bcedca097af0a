/** The system's Chromium for browser tests; they are skipped, and say so, where there is none. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
export const FLAGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** @returns {string | null} */
export function findChromium() {
  const named = process.env['CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).concat('/usr/bin');
  const candidates = named ? [named] : folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }) ?? null;
}

/** For node:test's skip option: false, or why. */
export const skip = findChromium() === null ? 'no Chromium here: install it, or name one in CHROMIUM' : false;

/** @param {{webgpu: boolean, backForwardCache?: boolean}} options WebGPU runs on Chromium's software adapter */
export async function launch({ webgpu, backForwardCache = false }) {
  return chromium.launch({
    executablePath: /** @type {string} */ (findChromium()), args: [...FLAGS, ...(webgpu ? ['--enable-unsafe-webgpu'] : [])],
    ...(backForwardCache && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  });
}

/** @param {string} what @param {() => boolean | Promise<boolean>} condition @param {number} limitMs */
export async function until(what, condition, limitMs = 30_000) {
  const end = Date.now() + limitMs;
  while (!await condition()) {
    if (Date.now() > end) throw new Error(`Within ${limitMs / 1_000} s it was not so: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
