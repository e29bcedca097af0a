import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch, skip } from '../support/browser.js';
import { numbers } from '../support/matrices.js';
import { startOrchestrator } from '../support/orchestrator.js';

/** The page about the API, with a description as short as one can be that has everything the page shows. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const answer = { description: 'OK', content: { 'application/json': { schema: { $ref: '#/components/schemas/Job' } } } };
const API = {
  info: { version: '1.2.3', description: 'What can be asked.' },
  tags: [{ name: 'Jobs', description: 'Of <b>jobs</b>.' }],
  paths: {
    '/api/v1/jobs/{id}': {
      get: {
        tags: ['Jobs'], operationId: 'getJobsId', summary: 'One job', security: [{ token: ['read'] }],
        parameters: [{ name: 'wait', in: 'query', description: 'How long', schema: { type: 'integer', minimum: 1, maximum: 25, default: 5 } }],
        responses: { 200: answer },
      },
    },
    '/api/v1/jobs': {
      post: {
        tags: ['Jobs'], operationId: 'postJobs', summary: 'Submits a job', security: [],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Job' }, example: { id: 'x' } } } },
        responses: { 201: answer },
      },
    },
  },
  components: { schemas: { Job: { description: 'A job.', required: ['id'], properties: { id: { type: 'string', description: 'its id' }, notes: { type: 'array', items: { type: 'string' } } } } } },
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startOrchestrator>>} */
let server;
before(async () => {
  if (skip) return;
  browser = await launch({ webgpu: false });
  const shape = { rows: 1, inner: 1, cols: 1 };
  server = await startOrchestrator({ shape, a: numbers(1, 1), b: numbers(1, 2), bandRows: 1 });
});
after(async () => {
  if (skip) return;
  await browser.close();
  await server.stop();
});

/** @param {string} hash @param {(page: import('playwright-core').Page) => Promise<void>} look */
async function opened(hash, look) {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.route('**/openapi.json', (route) => route.fulfill({ json: API }));
  await page.goto(`${server.origin}/docs${hash}`);
  await page.locator('.document').waitFor({ state: 'attached' });
  await look(page);
  assert.deepEqual(complaints, []);
  await context.close();
}

test('every call is there with what it takes and answers, under the strict policy', { skip }, () => opened('', async (page) => {
  const call = page.locator('#getJobsId');
  await call.locator('summary').click();
  assert.match(await call.innerText(), /GET[^]*\/api\/v1\/jobs\/\{id\}[^]*One job\. Scope: read\.[^]*wait[^]*integer 1 to 25[^]*Without it: 5\./);
  assert.match(await page.locator('#postJobs pre').textContent() ?? '', /curl -X POST -H 'Content-Type: application\/json' -d '\{"id":"x"\}' http/);
  assert.match(await page.locator('#Job').textContent() ?? '', /A job\.[^]*id[^]*its id[^]*notes\?list of string/);
  assert.equal(await page.locator('section > p').textContent(), 'Of <b>jobs</b>.');
}));

test('it finds, and opens what the address names', { skip }, () => opened('#Job', async (page) => {
  assert.equal(await page.locator('#Job').getAttribute('open'), '');
  await page.getByLabel('Find').fill('submits');
  assert.equal(await page.locator('#postJobs').isVisible(), true);
  assert.equal(await page.locator('#getJobsId').isVisible(), false);
}));

test('it is accessible and within the screen, dark and light', { skip }, () => opened('', async (page) => {
  for (const summary of await page.locator('summary').all()) await summary.click();
  for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
    await page.emulateMedia({ colorScheme });
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
    await page.evaluate(AXE);
    const { violations } = /** @type {{violations: {id: string, nodes: {html: string}[]}[]}} */ (await page.evaluate("axe.run({ resultTypes: ['violations'] })"));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((it) => it.html)]), []);
  }
}));
