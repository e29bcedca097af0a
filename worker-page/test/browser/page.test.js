import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { launch, skip, until } from '../support/browser.js';
import { reference as countsOf, tileAt } from '../support/mandelbrot.js';
import { firstDifference, numbers, reference } from '../support/matrices.js';
import { KEY, startOrchestrator } from '../support/orchestrator.js';

/** The whole page in a real browser, joining a small orchestrator. */
const shape = { rows: 230, inner: 150, cols: 121 };
const tiles = [tileAt(3, -2.2, 1.1, 4, 40, 60, 100), tileAt(9, -0.75, 0.1, 9, 70, 100, 60)].map((tile) => ({ ...tile, kernel: 'mandelbrot' }));
const work = { shape, a: numbers(shape.rows * shape.inner, 1), b: numbers(shape.inner * shape.cols, 2), bandRows: 40, tiles };
const expected = reference(shape, work.a, work.b);
const counts = tiles.map((tile) => Uint32Array.from(countsOf(tile)));

/** @type {Record<'gpu' | 'plain', import('playwright-core').Browser>} */
let browsers;
/** @type {Awaited<ReturnType<typeof startOrchestrator>>} */
let server;
/** @type {import('playwright-core').BrowserContext[]} */
let contexts = [];
/** @type {string[]} what a console or the policy complained about */
let trouble = [];

before(async () => {
  if (!skip) browsers = { gpu: await launch({ webgpu: true }), plain: await launch({ webgpu: false }) };
});
after(async () => {
  if (!skip) await Promise.all(Object.values(browsers).map((browser) => browser.close()));
});
beforeEach(async () => {
  trouble = [];
  server = await startOrchestrator(work);
});
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
  await server.stop();
});

/** @param {'gpu' | 'plain'} browser */
async function newContext(browser) {
  const context = await browsers[browser].newContext();
  contexts.push(context);
  return context;
}

/** @param {import('playwright-core').BrowserContext} context @param {string} url @param {(page: import("playwright-core").Page) => Promise<unknown>} [prepare] */
async function open(context, url, prepare) {
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error') trouble.push(message.text()); });
  page.on('pageerror', (error) => trouble.push(String(error)));
  await prepare?.(page);
  await page.goto(url);
  return page;
}

/** @param {import('playwright-core').Page} page @param {string} id @param {RegExp} pattern */
function shows(page, id, pattern) {
  return until(`${id} shows ${pattern}`, async () => pattern.test(await page.locator(`#${id}`).textContent() ?? ''));
}

async function finished() {
  await until('the product and the tiles are complete', () => server.grid.isComplete);
  assert.deepEqual(server.grid.counts, counts);
  assert.equal(firstDifference(expected, server.grid.result, shape.inner), null);
  assert.deepEqual(server.grid.complaints, []);
}

for (const [what, browser, query, engine, why] of /** @type {[string, 'gpu' | 'plain', string, string, RegExp][]} */ ([
  ['WebGPU when the address asks for it', 'gpu', '&engine=webgpu', 'webgpu', /with the GPU, as the address asks/],
  ['WebAssembly when the only GPU is imitated', 'gpu', '', 'wasm', /imitated by the processor/],
  ['WebAssembly where there is no GPU', 'plain', '', 'wasm', /because the browser found no GPU that it may use/],
  ['WebAssembly where WebGPU is asked for in vain', 'plain', '&engine=webgpu', 'wasm', /^The address asks for the GPU, but the browser found no GPU/],
  ['plain JavaScript when the address asks for it', 'plain', '&engine=js', 'js', /with plain JavaScript, as the address asks/],
])) {
  test(`the page joins, computes rightly and says why: ${what}`, { skip }, async () => {
    const page = await open(await newContext(browser), server.joinUrl(query));
    await finished();
    assert.equal(server.grid.received[0]?.['engine'], engine);
    assert.deepEqual(server.grid.received[0]?.['kernels'], ['matmul', 'mandelbrot']);
    assert.match(await page.locator('#why').textContent() ?? '', why);
    await shows(page, 'verified', new RegExp(`^${server.grid.pieces}$`));
    await shows(page, 'headline', /^Joined$/);
    assert.deepEqual(trouble, []);
  });
}

test('without WebAssembly it computes in plain JavaScript', { skip }, async () => {
  const page = await open(await newContext('plain'), server.joinUrl(), (p) => p.route('**/matmul*.wasm', (route) => route.fulfill({ body: 'no module' })));
  await finished();
  assert.equal(server.grid.received[0]?.['engine'], 'js');
  await shows(page, 'why', /plain JavaScript, because .*its WebAssembly has no SIMD\./);
});

test('over plain http on another address it computes without the GPU and without locks', { skip }, async () => {
  const { chromium } = await import('playwright-core');
  const { findChromium } = await import('../support/browser.js');
  const browser = await chromium.launch({
    executablePath: /** @type {string} */ (findChromium()), args: ['--no-sandbox', '--enable-unsafe-webgpu', '--host-resolver-rules=MAP grid.test 127.0.0.1'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.invitation.replace('127.0.0.1', 'grid.test'));
    await page.getByRole('button', { name: 'Join' }).click();
    assert.deepEqual(await page.evaluate('[isSecureContext, crossOriginIsolated]'), [false, false]);
    await finished();
    await shows(page, 'why', /because browsers offer the GPU only to pages opened over https\..* on one thread\./);
    const { workerId } = await page.evaluate("JSON.parse(sessionStorage.getItem('brain.worker'))");
    await page.reload();
    await page.getByRole('button', { name: 'Join' }).click();
    await until('it registers again', () => server.grid.received.filter((m) => m.type === 'register_worker').length === 2);
    assert.equal(server.grid.received.findLast((m) => m.type === 'register_worker')?.['workerId'], workerId);
  } finally {
    await browser.close();
  }
});

test('tabs of one browser are workers of their own, and each keeps its identity when reloaded', { skip }, async () => {
  const context = await newContext('plain');
  const registrations = () => server.grid.received.filter((m) => m.type === 'register_worker');
  const first = await open(context, server.joinUrl());
  await until('the first is in', () => server.grid.open.length === 1);
  const second = await open(context, server.joinUrl());
  await until('both are in', () => server.grid.open.length === 2);
  assert.ok(registrations().every((m) => m['workerId'] === undefined), 'both are new');
  await shows(first, 'headline', /^Joined$/);
  await shows(second, 'headline', /^Joined$/);
  await second.reload();
  await until('the second is back', () => registrations().length === 3);
  await first.reload();
  await until('the first is back', () => registrations().length === 4);
  assert.deepEqual(registrations().slice(2).map((m) => m['workerId']), ['w-2', 'w-1']);
});

test('Stop leaves, Join again joins, and a closed page says goodbye', { skip }, async () => {
  const page = await open(await newContext('plain'), server.joinUrl());
  await finished();
  await page.getByRole('button', { name: 'Stop' }).click();
  await shows(page, 'headline', /^Stopped$/);
  assert.equal(server.grid.received.at(-1)?.['reason'], 'closed by its owner');
  await until('it is gone', () => server.grid.open.length === 0);
  await page.getByRole('button', { name: 'Join again' }).click();
  await until('it is back', () => server.grid.open.length === 1);
  await page.close({ runBeforeUnload: true });
  await until('it said goodbye', () => server.grid.received.at(-1)?.['reason'] === 'its page was closed');
});

test('when the orchestrator goes away the page says so, and comes back by itself', { skip }, async () => {
  const page = await open(await newContext('plain'), server.joinUrl());
  await finished();
  const port = Number(new URL(server.origin).port);
  await server.stop();
  await shows(page, 'headline', /^Connection lost$/);
  await shows(page, 'countdown', /^Trying/);
  server = await startOrchestrator(work, port);
  await finished();
  await shows(page, 'headline', /^Joined$/);
});

/** Put into the page: the device goes away while the first task that it was given is computed. */
const LOSE_IT_IN_MID_CHUNK = `
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    if (!globalThis.wasLost && typeof data === 'string' && data.includes('"task_started"')) {
      globalThis.wasLost = true;
      setTimeout(() => device.destroy());
    }
    return send.call(this, data);
  };`;

test('a GPU that is lost in mid-chunk hands the chunk back, is opened again, and all is computed rightly', { skip }, async (t) => {
  await open(await newContext('gpu'), server.joinUrl('&engine=webgpu'), (p) => p.route('**/webgpu/device.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('return { device,', `${LOSE_IT_IN_MID_CHUNK} return { device,`) });
  }));
  const came = (/** @type {string} */ type) => server.grid.received.filter((message) => message.type === type);
  await until('it hands back what it had', () => came('task_failed').length > 0);
  const began = performance.now();
  const [handedBack, started] = [came('task_failed'), came('task_started')];
  assert.ok(handedBack.every((message) => message['reason'] === 'device_lost'));
  assert.equal(handedBack[0]?.['task'], started[0]?.['task']);
  await until('the next chunk computes', () => came('task_started').length > started.length);
  t.diagnostic(`the next chunk computes after ${Math.round(performance.now() - began)} ms`);
  await finished();
  const [first, again, ...others] = came('register_worker');
  assert.deepEqual(others, []);
  for (const told of ['engine', 'opsPerSecond', 'kernels', 'generators']) assert.deepEqual(again?.[told], first?.[told], `${told}: is not measured again`);
});

test('a wrong key, and no key, are said kindly', { skip }, async () => {
  const context = await newContext('plain');
  const expired = await open(context, server.joinUrl().replace(KEY, 'old-key'));
  await shows(expired, 'headline', /^This invitation has expired$/);
  assert.equal(await expired.getByRole('button').count(), 0);
  const none = await open(context, `${server.origin}/join`);
  await shows(none, 'sentence', /scan the code again/);
  assert.deepEqual(trouble, []);
});
