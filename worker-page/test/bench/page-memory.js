/** Eight pages of one browser at work for minutes: what they hold after a garbage collection, and whether a chunk was lost. */
import { plainChromium } from '../support/chromium.js';

const PAGES = 8;
const WARM_UP = 0.2; // of the time
const SAMPLES = 20;

/** @typedef {import('../support/chromium.js').Tab} Tab */

/** What it holds after a collection, in bytes: objects, the browser's own behind them, and buffers. @param {Tab} tab @returns {Promise<number>} */
async function held(tab) {
  await tab.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await tab.send('Runtime.getHeapUsage');
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

/** @param {import('../support/real-grid.js').RealGrid} grid @param {number} minutes @param {(what: string, figure: string, asked: string) => void} print */
export async function pages(grid, minutes, print) {
  const chromium = await plainChromium();
  try {
    /** @type {Tab[]} */
    const threads = [];
    for (let i = 0; i < PAGES; i++) {
      const tab = await chromium.open(grid.joinUrl('&engine=wasm'));
      await grid.joined(i + 1);
      threads.push(tab, ...await tab.workers());
    }
    let [working, jobs, chunks] = [true, 0, 0];
    const work = (async () => {
      for (let seed = 1; working; seed++, jobs++) {
        const { id } = await grid.submit(seed % 4 === 0 ? { rowsA: 700, colsA: 900, colsB: 500, seed } : { rowsA: 512, colsA: 512, colsB: 512, seed });
        chunks += (await grid.done(id)).chunks;
      }
    })();
    const began = Date.now();
    /** @type {number[]} */
    const sums = [];
    for (let i = 1; i <= SAMPLES; i++) {
      await Promise.race([work, new Promise((resolve) => setTimeout(resolve, began + i / SAMPLES * minutes * 60_000 - Date.now()))]);
      let sum = 0;
      for (const thread of threads) sum += await held(thread);
      sums.push(sum);
    }
    working = false;
    await work;
    const warm = sums.slice(Math.floor(WARM_UP * SAMPLES));
    const third = Math.floor(warm.length / 3);
    const [early, late] = [median(warm.slice(0, third)), median(warm.slice(-third))];
    const { faults } = await grid.api('faults');
    print(`${PAGES} pages, ${minutes} min`, `${threads.length} threads hold ${mb(early)} MB after the warm-up and ${mb(late)} MB at the end, ${(100 * (late / early - 1)).toFixed(1)} %; ${jobs} jobs of ${chunks} chunks, all done; faults: ${faults.length}`, 'within 5 %, none lost');
  } finally {
    await chromium.close();
  }
}

/** @param {number[]} values */
function median(values) {
  return Number(values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)]);
}

/** @param {number} bytes */
function mb(bytes) {
  return (bytes / 1e6).toFixed(1);
}
