/**
 * The worker page at work: a real orchestrator process, a plain Chromium. `node --import ./test/support/as-served.js test/bench/page.js [FIGURE …]`
 * in worker-page/; the figures are pipeline, lost, ready, hidden and pages (all of them without a name). Options: `--minutes=N` how long the eight
 * pages work (10), `--size=N` the side of the pipeline's square operands (4096: 64 MiB), `--engine=wasm|webgpu` of the pipeline.
 */
import { parseArgs } from 'node:util';
import { plainChromium } from '../support/chromium.js';
import { startGrid } from '../support/real-grid.js';
import { until } from '../support/browser.js';
import { pages } from './page-memory.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true, options: { minutes: { type: 'string', default: '10' }, size: { type: 'string', default: '4096' }, engine: { type: 'string', default: 'wasm' } },
});

/** Before the tap, in the Web Worker: remembers when tasks come, begin and end, and the GPU devices. */
const WATCH = `
  globalThis.told = [];
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (typeof data === 'string') {
      const { type, task, computeMs } = JSON.parse(data);
      if (type.startsWith('task_')) told.push({ type, task, computeMs, at: performance.now() });
    }
    return send.call(this, data);
  };
  globalThis.WebSocket = class extends WebSocket {
    constructor(...how) {
      super(...how);
      this.addEventListener('message', ({ data }) => {
        if (typeof data === 'string' && data.includes('"compute_task"')) told.push({ type: 'task_came', task: JSON.parse(data).task, at: performance.now() });
      });
    }
  };
  globalThis.devices = [];
  if (globalThis.GPUAdapter) {
    const { requestDevice } = GPUAdapter.prototype;
    GPUAdapter.prototype.requestDevice = async function (...how) {
      const device = await requestDevice.apply(this, how);
      devices.push(device);
      return device;
    };
  }`;

/** @typedef {{type: string, task: number, computeMs?: number, at: number}} Told */

/** A page that joins by a tap, watched from before it. @param {Awaited<ReturnType<typeof plainChromium>>} chromium @param {import('../support/real-grid.js').RealGrid} grid @param {string} query */
async function watched(chromium, grid, query) {
  const tab = await chromium.open(grid.invitation.replace('#', `${query}#`));
  await until('it is ready', async () => tab.evaluate("document.getElementById('ready')?.hidden === false").catch(() => false)); // there is no page at first
  const [worker] = await tab.workers();
  if (!worker) throw new Error('The page has no worker.');
  await until('its script runs', async () => worker.evaluate('onmessage !== null')); // before that, what WATCH takes hold of may not be there
  await worker.evaluate(WATCH);
  await tab.evaluate("document.getElementById('full').click(); document.getElementById('join').click()");
  await grid.joined(1);
  return { tab, worker, told: async () => /** @type {Told[]} */ (await worker.evaluate('told')) };
}

/**
 * The engine's idle time while chunks wait: from its first task to its last, outside of tasks; and, told beside it, from when the first task came, the
 * transfer of its operands included, behind which nothing can be computed. @param {import('../support/real-grid.js').RealGrid} grid @param {string[]} flags
 */
async function pipeline(grid, flags) {
  const chromium = await plainChromium(flags);
  try {
    const size = Number(options.size);
    const { told, tab } = await watched(chromium, grid, `?engine=${options.engine}`);
    const [a, b] = [await grid.upload(size, size, 1), await grid.upload(size, size, 2)];
    for (const what of ['first', 'again', 'once more']) {
      const before = (await told()).length;
      const job = await grid.submit({ a: { blob: a }, b: { blob: b } });
      const { chunks } = await grid.done(job.id);
      const events = (await told()).slice(before);
      const came = events.find(({ type }) => type === 'task_came');
      const [first, last] = [events.find(({ type }) => type === 'task_started'), events.findLast(({ type }) => type === 'task_complete')];
      if (!came || !first || !last) throw new Error('Nothing was computed.');
      let [idle, since, longest] = [0, first.at, 0];
      for (const { type, at } of events) {
        if (type === 'task_came') continue;
        if (type === 'task_started') [idle, longest] = [idle + at - since, Math.max(longest, at - since)];
        since = at;
      }
      const all = last.at - first.at;
      const firstMs = first.at - came.at;
      print(`pipeline, ${options.engine}, ${what}`, `${size}³ in ${chunks} chunks, ${seconds(all)}, ${await tab.evaluate("document.getElementById('why').textContent")} idle ${percent(idle / all)}, `
        + `longest gap ${seconds(longest)}; with the ${seconds(firstMs)} of the first transfer ${percent((idle + firstMs) / (all + firstMs))}`, 'under 10 %');
    }
  } finally {
    await chromium.close();
  }
}

/** A device destroyed while it computes. @param {import('../support/real-grid.js').RealGrid} grid */
async function lost(grid) {
  const chromium = await plainChromium(['--enable-unsafe-webgpu']);
  try {
    const { worker, told } = await watched(chromium, grid, '?engine=webgpu');
    for (let round = 1; round <= 3; round++) {
      const before = (await told()).length;
      const job = await grid.submit({ rowsA: 1_024, colsA: 512, colsB: 1_024, seed: round });
      await until('a chunk is computed', async () => (await told()).length > before, 60_000);
      const at = await worker.evaluate('devices.at(-1).destroy(); performance.now()');
      const next = async () => (await told()).find((event) => event.type === 'task_started' && event.at > at);
      await until('the next chunk computes', async () => await next() !== undefined, 60_000);
      await grid.done(job.id);
      print(`device lost, round ${round}`, `next chunk computing after ${seconds(Number((await next())?.at) - at)}, job done and verified`, 'under 3 s');
    }
  } finally {
    await chromium.close();
  }
}

/** From the navigation to a Join button that can be tapped, nothing cached. @param {import('../support/real-grid.js').RealGrid} grid */
async function ready(grid) {
  const chromium = await plainChromium(['--enable-unsafe-webgpu']);
  try {
    const times = [];
    for (let i = 0; i < 11; i++) {
      const tab = await chromium.open('about:blank');
      await tab.send('Network.enable');
      await tab.send('Network.setCacheDisabled', { cacheDisabled: true });
      await tab.send('Page.enable');
      await tab.send('Page.addScriptToEvaluateOnNewDocument', { source: `new MutationObserver(() => {
        if (!globalThis.readyAt && document.getElementById('ready')?.hidden === false) globalThis.readyAt = performance.now();
      }).observe(document, { subtree: true, attributes: true, childList: true });` });
      await tab.send('Page.navigate', { url: grid.invitation });
      await until('it is ready', async () => await tab.evaluate('globalThis.readyAt ?? 0') > 0);
      times.push(await tab.evaluate('readyAt'));
      await chromium.send('Target.closeTarget', { targetId: tab.targetId });
    }
    const sorted = times.toSorted((x, y) => x - y);
    print('ready to tap', `first ${seconds(times[0])}, median of ${times.length} ${seconds(sorted[5])}, longest ${seconds(sorted[10])}`, 'under 1 s');
  } finally {
    await chromium.close();
  }
}

/** Two hundred chunks behind another tab, after as many in sight. @param {import('../support/real-grid.js').RealGrid} grid */
async function hidden(grid) {
  const chromium = await plainChromium();
  try {
    const { tab, told } = await watched(chromium, grid, '?engine=wasm');
    for (const what of ['seen', 'hidden']) {
      if (what === 'hidden') {
        await chromium.open('about:blank');
        await until('it is hidden', async () => await tab.evaluate('document.visibilityState') === 'hidden');
      }
      const before = (await told()).length;
      let [chunks, seed] = [0, 0];
      const began = performance.now();
      while (chunks < 200) chunks += (await grid.done((await grid.submit({ rowsA: 768, colsA: 512, colsB: 768, seed: ++seed })).id)).chunks;
      const events = (await told()).slice(before);
      const complete = events.filter(({ type }) => type === 'task_complete').length;
      print(`200 chunks, page ${what}`, `${chunks} chunks done and verified (${complete} results sent) in ${seconds(performance.now() - began)}; its title: ${await tab.evaluate('document.title')}`, 'all done');
    }
  } finally {
    await chromium.close();
  }
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

/** @param {number} part */
function percent(part) {
  return `${(100 * part).toFixed(1)} %`;
}

/** @param {string} what @param {string} figure @param {string} asked */
function print(what, figure, asked) {
  console.log(`${what} | ${figure} | ${asked}`);
}

/** @type {Record<string, (grid: import('../support/real-grid.js').RealGrid) => Promise<void>>} */
const FIGURES = {
  pipeline: (grid) => pipeline(grid, options.engine === 'webgpu' ? ['--enable-unsafe-webgpu'] : []), lost, ready, hidden,
  pages: (grid) => pages(grid, Number(options.minutes), print),
};
for (const name of positionals.length > 0 ? positionals : Object.keys(FIGURES)) {
  const figure = FIGURES[name];
  if (!figure) throw new Error(`There is no figure ${name}: choose of ${Object.keys(FIGURES).join(', ')}.`);
  const grid = await startGrid();
  try {
    await figure(grid);
  } finally {
    await grid.close();
  }
}
