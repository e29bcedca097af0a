import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { launch, skip, until } from '../support/browser.js';
import { numbers } from '../support/matrices.js';
import { startOrchestrator } from '../support/orchestrator.js';

/** What a person does with the page, in a real browser; battery and wake lock are put in its place where this machine has none. */
const shape = { rows: 230, inner: 150, cols: 121 };
const work = { shape, a: numbers(shape.rows * shape.inner, 1), b: numbers(shape.inner * shape.cols, 2), bandRows: 40 };

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startOrchestrator>>} */
let server;
/** @type {import('playwright-core').BrowserContext} */
let context;

before(async () => {
  if (!skip) browser = await launch({ webgpu: false });
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

/** @param {string} [prepared] a script that is there before the page's own */
async function open(prepared) {
  const page = await context.newPage();
  if (prepared) await page.addInitScript(prepared);
  await page.goto(server.invitation);
  await page.getByRole('button', { name: 'Join' }).waitFor();
  return page;
}

/** @param {import('playwright-core').Page} page @param {RegExp} headline */
function says(page, headline) {
  return until(`it says ${headline}`, async () => headline.test(await page.locator('#headline').textContent() ?? ''));
}

/** @param {string} type */
const came = (type) => server.grid.received.filter((message) => message.type === type);

test('nothing is told and nothing computes before the tap, and after a reload it is a tap again', { skip }, async () => {
  /** @type {string[]} */
  const asked = [];
  context.on('request', (request) => asked.push(request.url()));
  const page = await open();
  await says(page, /^Ready when you are$/);
  await until('it knows its GPU', async () => /refused/.test(await page.locator('#gpu').textContent() ?? ''));
  assert.match(await page.locator('#gpu-note').textContent() ?? '', /block list.*computes with WebAssembly instead/);
  assert.match(await page.locator('#processor').textContent() ?? '', /with WebAssembly$/);
  assert.deepEqual([server.grid.received.length, server.sockets().length], [0, 0]);
  assert.ok(!asked.some((url) => url.endsWith('matmul.wasm')), 'no kernel is even fetched');

  await page.getByLabel('Name of this device').fill('  Anna’s   phone ');
  await page.keyboard.press('Enter');
  await until('all is computed', () => server.grid.isComplete);
  assert.equal(came('register_worker')[0]?.['name'], 'Anna’s phone');
  await says(page, /^Joined$/);
  await until('it counts operations', async () => /op$/.test(await page.locator('#operations').textContent() ?? ''));

  await page.reload();
  await page.getByRole('button', { name: 'Join' }).waitFor();
  assert.equal(await page.getByLabel('Name of this device').inputValue(), 'Anna’s phone');
  await until('the old one is gone', () => server.sockets().length === 0);
  assert.equal(came('register_worker').length, 1);
  await page.getByRole('button', { name: 'Join' }).click();
  await until('it is back', () => came('register_worker').length === 2);
  assert.equal(came('register_worker')[1]?.['workerId'], 'w-1');

  assert.ok(asked.every((url) => url.startsWith(server.origin)), 'nobody else is asked for anything');
  assert.deepEqual(await context.cookies(), []);
});

test('from join to leave all that the page asks for, workers and sockets included, is of its own origin', { skip }, async () => {
  /** @type {string[]} */
  const asked = [];
  context.on('request', (request) => asked.push(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => asked.push(socket.url())));
  const page = await open();
  await page.getByRole('button', { name: 'Join' }).click();
  await until('all is computed', () => server.grid.isComplete);
  await page.getByRole('button', { name: 'Stop' }).click();
  await says(page, /^Stopped$/);
  await until('it is gone', () => server.sockets().length === 0);
  const { host } = new URL(server.origin);
  assert.deepEqual(asked.filter((url) => new URL(url).host !== host), []);
  for (const part of ['/join', '/assets/main.js', '/assets/worker/main.js', '.wasm', '/ws/worker']) assert.ok(asked.some((url) => new URL(url).pathname.endsWith(part)), part);
});

test('Pause stops at once and keeps the connection, Go on goes on', { skip }, async () => {
  server.grid.paused = true;
  const page = await open();
  await page.getByRole('button', { name: 'Join' }).click();
  await says(page, /^Joined$/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await says(page, /^Paused$/);
  await until('it said so', () => came('pause').length === 1);
  server.grid.resume();
  await until('a heartbeat came in the pause', () => came('heartbeat').length >= 2);
  assert.equal(came('task_started').length, 0);
  assert.equal(server.sockets().length, 1);
  await page.getByRole('button', { name: 'Go on' }).click();
  await until('all is computed', () => server.grid.isComplete);
  assert.equal(came('register_worker').length, 1);
});

test('on a low battery it rests and says why, and goes on when the device is charging', { skip }, async () => {
  const page = await open(`{
    const battery = Object.assign(new EventTarget(), { level: 0.1, charging: false });
    navigator.getBattery = async () => battery;
    globalThis.charge = () => { battery.charging = true; battery.dispatchEvent(new Event('chargingchange')); };
  }`);
  await page.getByRole('button', { name: 'Join' }).click();
  await says(page, /battery is low/);
  await until('it said pause', () => came('pause').length === 1);
  await page.evaluate('charge()');
  await until('all is computed', () => server.grid.isComplete);
  await says(page, /^Joined$/);
});

test('the screen is kept on while it works and not in a pause; the power and the data limit are kept', { skip }, async () => {
  const page = await open(`{
    globalThis.locks = 0;
    const wakeLock = { request: async () => { locks++; return Object.assign(new EventTarget(), { release: async () => { locks--; } }); } };
    Object.defineProperty(navigator, 'wakeLock', { value: wakeLock });
  }`);
  assert.equal(await page.evaluate('locks'), 0);
  await page.locator('#settings summary').click();
  await page.getByText('Eco', { exact: true }).click();
  await page.getByLabel('Pause after this much data').selectOption('50 MB');
  await page.getByRole('button', { name: 'Join' }).click();
  await until('the screen is kept on', async () => await page.evaluate('locks') === 1);
  await until('all is computed', () => server.grid.isComplete);
  assert.match(await page.locator('#moved').textContent() ?? '', / of 50 MB today$/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await until('the screen may go dark', async () => await page.evaluate('locks') === 0);
  await page.reload();
  await page.getByRole('button', { name: 'Join' }).waitFor();
  assert.equal(await page.locator('#chosen').textContent(), 'Eco, 50 MB');
});

test('one who comes with ?auto=1 through another name has to tap', { skip }, async () => {
  const page = await context.newPage();
  await page.goto(server.joinUrl().replace('127.0.0.1', 'localhost').replace('localhost', 'grid.localhost'));
  await page.getByRole('button', { name: 'Join' }).waitFor();
  assert.equal(server.grid.received.length, 0);
});
