import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, skip } from '../support/browser.js';
import { startOrchestrator } from '../support/orchestrator.js';

/** Choosing a kernel on a real device, among runners that are right, wrong, slow or missing. @type {import('playwright-core').Page} */
let page;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startOrchestrator>>} */
let server;

before(async () => {
  if (skip) return;
  const one = new Float32Array(1);
  server = await startOrchestrator({ shape: { rows: 1, inner: 1, cols: 1 }, a: one, b: one, bandRows: 1 });
  browser = await launch({ webgpu: true });
  page = await browser.newPage();
  await page.goto(`${server.origin}/join`);
  await page.evaluate(`(async () => {
    const { findGpu, openGpu } = await import('/assets/worker/webgpu/device.js');
    const { fastest } = await import('/assets/kernels/matmul/tuning.js');
    const { openVariant } = await import('/assets/kernels/matmul/webgpu.js');
    const { SOFTWARE_VARIANT } = await import('/assets/kernels/matmul/variants.js');
    const { Notes } = await import('/assets/worker/notes.js');
    const { device } = await openGpu(navigator.gpu, await findGpu(navigator.gpu));
    const gpu = { device, isSoftware: false, load: async (file) => (await fetch(file)).text() };
    const right = await openVariant(gpu, SOFTWARE_VARIANT);
    const slow = { run: (...how) => right.run(...how).then(() => new Promise((resolve) => setTimeout(resolve, 1_000))) };
    const RUNNERS = { right, slow, wrong: { run: async () => {} } };
    globalThis.choose = async (names, { of = 'device', sources = 'sources', caches = globalThis.caches } = {}) => {
      const opened = [];
      const open = async (variant) => {
        opened.push(variant.name);
        if (!RUNNERS[variant.name]) throw new Error('does not compile');
        return RUNNERS[variant.name];
      };
      const { runner, words } = await fastest({ ...gpu, notes: new Notes(of, caches) }, sources, open, names.map((name) => ({ name })), 60_000);
      return { chosen: Object.keys(RUNNERS).find((name) => RUNNERS[name] === runner), words, opened };
    };
  })()`);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** @param {string} call @returns {Promise<any>} */
const choose = (call) => page.evaluate(`choose(${call})`);

test('the fastest kernel that computes rightly is chosen, and said', { skip }, async () => {
  const { chosen, words, opened } = await choose("['missing', 'wrong', 'slow', 'right'], { of: 'first' }");
  assert.equal(chosen, 'right');
  assert.match(words, /^right, \d+ Gop\/s when it was tried$/);
  assert.deepEqual(opened, ['missing', 'wrong', 'slow', 'right']);
});

test('a choice is remembered for the same device, browser and kernels, and for no others', { skip }, async () => {
  const all = "['slow', 'right']";
  assert.equal((await choose(`${all}, { of: 'second' }`)).opened.length, 2);
  const { chosen, words, opened } = await choose(`${all}, { of: 'second' }`);
  assert.deepEqual([chosen, opened], ['right', ['right']]);
  assert.match(words, /^right, \d+ Gop/);
  assert.equal((await choose(`${all}, { of: 'third' }`)).opened.length, 2);
  assert.equal((await choose(`${all}, { of: 'third', sources: 'newer' }`)).opened.length, 2);
});

test('a remembered kernel that is wrong by now is chosen anew', { skip }, async () => {
  await choose("['right', 'slow'], { of: 'fourth' }");
  await page.evaluate(`(async () => {
    const cache = await caches.open('brain.notes');
    const note = await (await cache.match('/notes/matmul')).text();
    await cache.put('/notes/matmul', new Response(note.replace('right', 'wrong')));
  })()`);
  const { chosen } = await choose("['wrong', 'right'], { of: 'fourth' }");
  assert.equal(chosen, 'right');
});

test('where storage is denied, or holds something else, a kernel is chosen anew each time', { skip }, async () => {
  const denied = "{ of: 'fifth', caches: { open: () => Promise.reject(new Error('denied')) } }";
  for (let visit = 0; visit < 2; visit++) assert.equal((await choose(`['slow', 'right'], ${denied}`)).opened.length, 2);
  await page.evaluate("caches.open('brain.notes').then((cache) => cache.put('/notes/matmul', new Response('not ours')))");
  assert.equal((await choose("['right'], { of: 'sixth' }")).chosen, 'right');
});

test('where no kernel is right the GPU is not used', { skip }, async () => {
  const message = await page.evaluate("choose(['wrong', 'missing'], { of: 'seventh' }).catch((e) => e.message)");
  assert.equal(message, 'none of the kernels gives right answers on this GPU');
});
