import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { VARIANTS } from '../../src/kernels/matmul/variants.js';
import { launch, skip, until } from '../support/browser.js';
import { startOrchestrator } from '../support/orchestrator.js';

/** The bench page in a real browser, on a narrow phone, dark and light; its table is kept as target/bench.txt. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TARGET = new URL('../../target/', import.meta.url);
/** @type {Awaited<ReturnType<typeof startOrchestrator>>} */
let server;

before(async () => {
  const one = new Float32Array(1);
  server = await startOrchestrator({ shape: { rows: 1, inner: 1, cols: 1 }, a: one, b: one, bandRows: 1 });
});
after(() => server.stop());

for (const { webgpu, gpuRows } of [{ webgpu: true, gpuRows: VARIANTS.length + 1 }, { webgpu: false, gpuRows: 0 }]) {
  test(`every kernel is right on the bench page, ${webgpu ? 'with' : 'without'} WebGPU`, { skip }, async () => {
    const browser = await launch({ webgpu });
    try {
      const page = await browser.newPage({ viewport: { width: 320, height: 568 }, colorScheme: webgpu ? 'dark' : 'light' });
      /** @type {string[]} */
      const trouble = [];
      page.on('console', (message) => { if (message.type() === 'error') trouble.push(message.text()); });
      page.on('pageerror', (error) => trouble.push(String(error)));
      await page.goto(`${server.origin}/bench`);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await until('it is done', async () => /^Done|broke off/.test(await page.locator('#status').textContent() ?? ''), 120_000);
      const rows = await page.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
      assert.equal(rows.filter(([name]) => /WebGPU/.test(String(name))).length, gpuRows);
      assert.ok(rows.length >= gpuRows + 5, 'relaxed or not, WebAssembly, JavaScript');
      for (const [name, result, speed] of rows) {
        assert.equal(result, 'right', `${name}: ${speed}`);
        assert.match(String(speed), /^\d.*(GFLOP|Gop)\/s/, name);
      }
      assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true, 'nothing is cut off at 320 px');
      await page.evaluate(AXE);
      assert.deepEqual(await page.evaluate("axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))"), []);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Copy as text' }).click();
      await until('it is copied', async () => await page.locator('#status').textContent() === 'Copied.');
      const text = String(await page.evaluate('navigator.clipboard.readText()'));
      assert.equal(text.split('\n').filter((line) => / \| right \| /.test(line)).length, rows.length);
      if (webgpu) {
        mkdirSync(TARGET, { recursive: true });
        writeFileSync(new URL('bench.txt', TARGET), text);
      }
      assert.deepEqual(trouble, []);
    } finally {
      await browser.close();
    }
  });
}

test('where the page may not copy, the text is selected', { skip }, async () => {
  const browser = await launch({ webgpu: false });
  try {
    const page = await browser.newPage();
    await page.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await page.route('**/bench/candidates.js', (route) => route.fulfill({
      contentType: 'text/javascript',
      body: "export async function* candidates() { yield { kernel: 'k', engine: 'e', variant: 'v', unit: 'Gop/s', run: async () => { throw new Error('no such thing'); } }; }",
    }));
    await page.goto(`${server.origin}/bench`);
    await page.getByRole('button', { name: 'Measure this device' }).click();
    await until('it is done', async () => await page.locator('#status').textContent() === 'Done: 0 of 1 kernels are right.');
    await page.getByRole('button', { name: 'Copy as text' }).click();
    await until('it is shown', async () => /k \| e \| v \| WRONG \| – \| no such thing/.test(await page.getByLabel('The table as text').inputValue()));
  } finally {
    await browser.close();
  }
});
