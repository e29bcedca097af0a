import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, skip } from '../support/browser.js';
import { startOrchestrator } from '../support/orchestrator.js';

/** The engines that the page really has, among them a GPU that the processor plays, told here to be a real one so that it is measured as well. */
test('of the real engines the one that measured fastest is chosen, and the others are closed', { skip }, async () => {
  const one = new Float32Array(1);
  const server = await startOrchestrator({ shape: { rows: 1, inner: 1, cols: 1 }, a: one, b: one, bandRows: 1 });
  const browser = await launch({ webgpu: true });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/join`);
    const { chosen, threads, speeds, closed } = /** @type {{chosen: string, threads: number, speeds: Record<string, number>, closed: string[]}} */ (await page.evaluate(`(async () => {
      const { chooseEngine } = await import('/assets/worker/engine.js');
      const { realEngines } = await import('/assets/worker/resources.js');
      const engines = realEngines({ kind: 'desktop', cores: 2, memoryGb: null }, () => null);
      const [speeds, closed] = [{}, []];
      const { engine } = await chooseEngine({
        ...engines,
        findWebgpu: async () => ({ ...await engines.findWebgpu(), isSoftware: false }),
        async measure(engine) {
          const close = engine.close.bind(engine);
          engine.close = () => { closed.push(engine.name); close(); };
          return (speeds[engine.name] = await engines.measure(engine));
        },
      }, null);
      return { chosen: engine.name, threads: engine.threads, speeds, closed };
    })()`));
    assert.deepEqual(Object.keys(speeds).sort(), ['wasm', 'webgpu']);
    assert.equal(chosen, Object.entries(speeds).reduce((best, it) => (it[1] > best[1] ? it : best))[0], JSON.stringify(speeds));
    assert.deepEqual(closed, Object.keys(speeds).filter((name) => name !== chosen));
    if (chosen === 'wasm') assert.ok(threads === 1 || threads === 2);
  } finally {
    await browser.close();
    await server.stop();
  }
});

test('on a phone and a tablet a block has half of what the GPU can bind, elsewhere all of it', { skip }, async () => {
  const one = new Float32Array(1);
  const server = await startOrchestrator({ shape: { rows: 1, inner: 1, cols: 1 }, a: one, b: one, bandRows: 1 });
  const browser = await launch({ webgpu: true });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/join`);
    const parts = await page.evaluate(`(async () => {
      const { realEngines } = await import('/assets/worker/resources.js');
      const { requestDevice } = GPUAdapter.prototype; // of a GPU that offers less than the page's memory would take
      GPUAdapter.prototype.requestDevice = function () {
        return requestDevice.call(this, { requiredLimits: { maxStorageBufferBindingSize: 2 ** 27, maxBufferSize: 2 ** 27 } });
      };
      const parts = [];
      for (const kind of ['desktop', 'phone', 'tablet']) {
        const engine = await (await realEngines({ kind, cores: 4, memoryGb: 8 }, () => null).findWebgpu()).open();
        parts.push(engine.maxBlockBytes / 2 ** 27);
        engine.close();
      }
      return parts;
    })()`);
    assert.deepEqual(parts, [1, 0.5, 0.5]);
  } finally {
    await browser.close();
    await server.stop();
  }
});
