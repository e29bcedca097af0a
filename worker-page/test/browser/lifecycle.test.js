import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { launch, skip, until } from '../support/browser.js';
import { plainChromium } from '../support/chromium.js';
import { firstDifference, numbers, reference } from '../support/matrices.js';
import { startOrchestrator } from '../support/orchestrator.js';

/** Pages that the browser puts away, freezes, reloads and brings back. */
const shape = { rows: 230, inner: 150, cols: 121 };
const work = { shape, a: numbers(shape.rows * shape.inner, 1), b: numbers(shape.inner * shape.cols, 2), bandRows: 5 };
const expected = reference(shape, work.a, work.b);

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startOrchestrator>>} */
let server;
/** @type {import('playwright-core').BrowserContext} */
let context;

before(async () => {
  if (!skip) browser = await launch({ webgpu: false, backForwardCache: true });
});
after(async () => {
  if (!skip) await browser.close();
});
beforeEach(async () => {
  server = await startOrchestrator(work);
  if (!skip) context = await browser.newContext();
});
afterEach(async () => {
  if (!skip) await context.close();
  assert.deepEqual(server.grid.complaints, []);
  await server.stop();
});

/** A page that joined by a tap, while the orchestrator holds back after a few pieces of work. */
async function joinedInTheMiddle() {
  const page = await context.newPage();
  await page.goto(server.invitation);
  await page.getByRole('button', { name: 'Join' }).click();
  await until('some is done', () => [...server.grid.done.values()].some((pieces) => pieces >= 3));
  return page;
}

/** @param {string} type */
const came = (type) => server.grid.received.filter((message) => message.type === type);

async function finished() {
  await until('all is computed', () => server.grid.isComplete);
  assert.equal(firstDifference(expected, server.grid.result, shape.inner), null);
}

test('a hidden page computes, and says that it may be slower; a frozen one hands back what it had, and joins again when it is woken', { skip }, async () => {
  const chromium = await plainChromium();
  try {
    server.grid.paused = true;
    const tab = await chromium.open(server.joinUrl());
    await until('it is in', () => server.grid.open.length === 1);
    await chromium.open('about:blank');
    await until('it is hidden', async () => await tab.evaluate('document.visibilityState') === 'hidden');
    assert.match(await tab.evaluate('document.title'), /^In the background, maybe slower/);
    server.grid.resume();
    await until('some is done', () => [...server.grid.done.values()].some((pieces) => pieces >= 3));
    await tab.send('Page.setWebLifecycleState', { state: 'frozen' });
    await until('it said goodbye', () => came('leave').length === 1);
    assert.equal(came('leave')[0]?.['reason'], 'its page was put to sleep');
    await tab.send('Page.setWebLifecycleState', { state: 'active' });
    await until('it is back', () => came('register_worker').length === 2);
    assert.equal(came('register_worker')[1]?.['workerId'], 'w-1');
    await finished();
  } finally {
    await chromium.close();
  }
});

test('a page in the back-forward cache has left, and joins again without a tap when the person goes back', { skip }, async () => {
  const page = await joinedInTheMiddle();
  await page.goto(`${server.origin}/bench`);
  await until('it said goodbye', () => came('leave').length === 1);
  await until('its connection is closed', () => server.sockets().length === 0);
  await page.goBack({ waitUntil: 'commit' });
  await until('it is back', () => came('register_worker').length === 2);
  assert.equal(came('register_worker')[1]?.['workerId'], 'w-1');
  await finished();
});

test('a tab that the browser discarded joins again when it is loaded, and one that was stopped does not', { skip }, async () => {
  const page = await joinedInTheMiddle();
  await page.addInitScript("Object.defineProperty(Document.prototype, 'wasDiscarded', { value: true })");
  await page.reload();
  await until('it is back', () => came('register_worker').length === 2);
  await finished();
  await page.getByRole('button', { name: 'Stop' }).click();
  await until('it said goodbye', () => came('leave').at(-1)?.['reason'] === 'closed by its owner');
  await page.reload();
  await page.getByRole('button', { name: 'Join' }).waitFor();
  assert.equal(came('register_worker').length, 2);
});

test('the data limit and the bytes of today survive a reload: at the limit nothing is computed, and a higher one lets it go on', { skip }, async () => {
  const page = await joinedInTheMiddle();
  await until('bytes are counted', async () => await page.evaluate("JSON.parse(localStorage.getItem('brain.today') ?? '{}').bytes") > 100_000);
  const begun = came('task_started').length;
  await page.locator('#settings summary').click();
  await page.getByLabel('Pause after this much data').selectOption('50 MB');
  await page.evaluate("localStorage.setItem('brain.today', JSON.stringify({ ...JSON.parse(localStorage.getItem('brain.today')), bytes: 50_000_000 }))");
  server.grid.paused = true;
  await page.reload();
  await page.getByRole('button', { name: 'Join' }).click();
  await until('it says so', async () => /data limit is reached/.test(await page.locator('#headline').textContent() ?? ''));
  await until('it told the orchestrator', () => came('pause').length > 0);
  assert.match(await page.locator('#moved').textContent() ?? '', /^50\.\d MB of 50 MB today$/);
  assert.ok(begun > 0);
  await page.locator('#settings summary').click();
  await page.getByLabel('Pause after this much data').selectOption('200 MB');
  await until('it goes on', () => came('resume').length > 0);
  server.grid.resume();
  await finished();
});
