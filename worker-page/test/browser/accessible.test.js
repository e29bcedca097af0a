import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { launch, skip, until } from '../support/browser.js';
import { numbers } from '../support/matrices.js';
import { KEY, startOrchestrator } from '../support/orchestrator.js';

/** Every state of the page, narrow and wide, dark and light: no violation that axe-core finds, and nothing wider than the screen. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shape = { rows: 40, inner: 20, cols: 30 };
const work = { shape, a: numbers(shape.rows * shape.inner, 1), b: numbers(shape.inner * shape.cols, 2), bandRows: 40 };
const LONG_NAME = 'A'.repeat(40);

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startOrchestrator>>} */
let server;

before(async () => {
  if (!skip) browser = await launch({ webgpu: false });
});
after(async () => {
  if (!skip) await browser.close();
});
beforeEach(async () => {
  server = await startOrchestrator(work);
});
afterEach(() => server.stop());

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} headline */
const says = (page, headline) => until(`it says ${headline}`, async () => await page.locator('#headline').textContent() === headline);

/** @param {Page} page */
async function join(page) {
  await page.getByLabel('Name of this device').fill(LONG_NAME);
  await page.getByRole('button', { name: 'Join' }).click();
  await until('all is computed', () => server.grid.isComplete);
  await says(page, 'Joined');
  for (const socket of server.sockets()) socket.send(JSON.stringify({ type: 'standing', rank: 1, of: 1_000 }));
  await until('it shows its place', async () => await page.locator('#badge').textContent() === 'Gold');
}

/** @param {number} code @param {string} message */
function close(code, message) {
  for (const socket of server.sockets()) {
    socket.send(JSON.stringify({ type: 'error', code: 'x', message }));
    socket.close(code);
  }
}

/** How the page comes into each of its states, from the one where it is ready. @type {Record<string, (page: Page) => Promise<unknown>>} */
const STATES = {
  ready: (page) => page.locator('#plan').waitFor(),
  'ready, everything open': async (page) => {
    await page.locator('#plan').waitFor();
    await page.locator('summary:visible').click();
  },
  joined: join,
  'joined, everything open': async (page) => {
    await join(page);
    for (const summary of await page.locator('summary:visible').all()) await summary.click();
  },
  paused: async (page) => {
    await join(page);
    await page.getByRole('button', { name: 'Pause' }).click();
    await says(page, 'Paused');
  },
  stopped: async (page) => {
    await join(page);
    await page.getByRole('button', { name: 'Stop' }).click();
    await says(page, 'Stopped');
  },
  'connection lost': async (page) => {
    await join(page);
    await server.stop();
    await says(page, 'Connection lost');
  },
  full: async (page) => {
    await join(page);
    close(4007, 'No more workers are taken: 1,000 are connected, the limit.');
    await says(page, 'All places are taken');
  },
  removed: async (page) => {
    await join(page);
    close(4006, 'Removed by the operator.');
    await says(page, 'Removed by the operator');
  },
  replaced: async (page) => {
    await join(page);
    close(4004, 'The same worker connected again.');
    await says(page, 'Open somewhere else');
  },
  'wrong key': async (page) => {
    await page.goto(server.joinUrl().replace(KEY, 'old-key'));
    await page.reload();
    await says(page, 'This invitation has expired');
  },
  'no key': async (page) => {
    await page.goto(`${server.origin}/join`);
    await says(page, 'One more scan, please');
  },
};

/** @param {Page} page @param {string} where */
async function fits(page, where) {
  const { wide, screen } = /** @type {{wide: string[], screen: number}} */ (await page.evaluate(`({
    screen: innerWidth,
    wide: [...document.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > innerWidth + 0.5 || it.scrollWidth > it.clientWidth + 1 && it.matches('html, body, main, dl, dd')).map((it) => it.outerHTML.slice(0, 80)),
  })`));
  assert.deepEqual(wide, [], `${where}: wider than ${screen}`);
}

/** @param {Page} page @param {string} where */
async function isAccessible(page, where) {
  await page.evaluate(AXE);
  const { violations } = /** @type {{violations: {id: string, nodes: {html: string, failureSummary: string}[]}[]}} */ (
    await page.evaluate("axe.run({ resultTypes: ['violations'] })"));
  assert.deepEqual(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => `${node.html}: ${node.failureSummary}`)]), [], where);
}

for (const [state, reach] of Object.entries(STATES)) {
  test(`${state}: accessible and within the screen, at 320 and 1280 pixels, dark and light`, { skip }, async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
    try {
      const page = await context.newPage();
      await page.goto(server.invitation);
      await page.getByRole('button', { name: 'Join' }).waitFor();
      await reach(page);
      for (const [width, height] of /** @type {const} */ ([[320, 640], [640, 320], [1280, 800]])) {
        await page.setViewportSize({ width, height });
        for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await fits(page, `${state} at ${width} × ${height}, ${colorScheme}`);
          if (width !== 640) await isAccessible(page, `${state} at ${width} × ${height}, ${colorScheme}`);
        }
      }
    } finally {
      await context.close();
    }
  });
}

test('by keyboard alone: name, Join, Pause, Go on, Stop; the focus is never lost, and pieces of work are not read aloud', { skip }, async () => {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(server.invitation);
    await page.getByRole('button', { name: 'Join' }).waitFor();
    /** @type {string[]} */
    const spoken = [];
    await page.exposeFunction('heard', (/** @type {string} */ words) => spoken.push(words));
    await page.evaluate("new MutationObserver(() => heard(document.getElementById('spoken').textContent)).observe(document.getElementById('spoken'), { childList: true })");
    const focused = () => page.evaluate('document.activeElement.id');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'name');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'join');
    assert.notEqual(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle"), 'none');
    await page.keyboard.press('Enter');
    await until('all is computed', () => server.grid.isComplete);
    await says(page, 'Joined');
    assert.equal(await focused(), 'headline');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'pause');
    await page.keyboard.press('Space');
    await says(page, 'Paused');
    assert.equal(await focused(), 'pause');
    await page.keyboard.press('Space');
    await says(page, 'Joined');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'stop');
    await page.keyboard.press('Enter');
    await says(page, 'Stopped');
    assert.equal(await focused(), 'headline');
    const said = [/^Getting ready/, /^Joining/, /^This device is on the grid/, /^Paused/, /^This device is on the grid/, /^Stopped/];
    await until('all of it was said', () => spoken.length >= 5);
    assert.ok(spoken.every((words) => said.some((pattern) => pattern.test(words))), spoken.join('\n'));
    assert.ok(spoken.length <= said.length, spoken.join('\n'));
  } finally {
    await context.close();
  }
});
