import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { cleanName, defaultName, deviceFacts } from '../../src/main/resources/page/facts.js';
import { planOf, toldInWords } from '../../src/main/resources/page/device-words.js';
import { count, countdown, duration, placeOf, roundSize, size, speed, wordsFor } from '../../src/main/resources/page/words.js';

const PAGE = new URL('../../src/main/resources/page/', import.meta.url);
const KERNELS = new URL('../../src/kernels/', import.meta.url);
const desktop = { userAgent: '', hints: undefined, touchPoints: 0, shortSide: 900, cores: 8, memoryGb: undefined };
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0';

for (const [userAgent, more, kind, name] of /** @type {[string, Partial<import('../../src/main/resources/page/facts.js').BrowserSays>, string, string][]} */ ([
  [`${ANDROID} Mobile Safari/537.36`, { hints: { platform: 'Android', mobile: true }, touchPoints: 5, shortSide: 412 }, 'phone', 'Chrome on Android x'],
  [`${ANDROID} Safari/537.36`, { hints: { platform: 'Android', mobile: false }, touchPoints: 5, shortSide: 800 }, 'tablet', 'Chrome on Android x'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Mobile/15E148 Safari/604.1', { touchPoints: 5, shortSide: 390 }, 'phone', 'Safari on iPhone x'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15', { touchPoints: 5, shortSide: 820 }, 'tablet', 'Safari on iPad x'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15', {}, 'desktop', 'Safari on macOS x'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0', {}, 'desktop', 'Edge on Windows x'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36', { touchPoints: 10 }, 'laptop', 'Chrome on Windows x'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', {}, 'desktop', 'Firefox on Linux x'],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36', {}, 'laptop', 'Chrome on ChromeOS x'],
  ['something else', {}, 'unknown', 'Browser x'],
])) {
  test(`${name} (${kind}) is recognised`, () => {
    const says = { ...desktop, ...more, userAgent };
    assert.equal(deviceFacts(says).kind, kind);
    assert.equal(defaultName(says, 'x'), name);
  });
}

test('a name is what can be seen of it', () => {
  assert.deepEqual(['  Anna’s \t phone ', '\u200b\u202e', 'a\u0000b', '', '电话 1'].map(cleanName), ['Anna’s phone', '', 'ab', '', '电话 1']);
});

test('figures read well', () => {
  assert.deepEqual([0, 999, 1_000, 9_949, 12_345, 999_499, 1e6, 2.5e9].map(size), ['0 B', '999 B', '1.0 kB', '9.9 kB', '12.3 kB', '999 kB', '1.0 MB', '2.5 GB']);
  assert.deepEqual([0, 950, 61_000, 3_720_000].map(duration), ['0 s', '0.9 s', '1 min 1 s', '1 h 2 min']);
  assert.deepEqual([0, 1.234e9, 4.56e10, 7.8e11, 2e12].map(speed), ['–', '1.23 Gop/s', '45.6 Gop/s', '780 Gop/s', '2.0 Top/s']);
  assert.deepEqual([0, 3].map(countdown), ['Trying now …', 'Trying again in 3 s.']);
});

test('operations, limits and places read well', () => {
  assert.deepEqual([0, 12, 1_500, 8.3e6, 1.234e12, 5e20].map(count), ['0', '12', '1.5 kop', '8.3 Mop', '1.2 Top', '500 Eop']);
  assert.deepEqual([50e6, 1e9, 1.5e9].map(roundSize), ['50 MB', '1 GB', '1.5 GB']);
  assert.deepEqual(placeOf({ rank: 2, of: 12 }), { place: '2 of 12', badge: 'Silver' });
  assert.deepEqual(placeOf({ rank: 4, of: 12 }), { place: '4 of 12', badge: '' });
  assert.deepEqual(placeOf(null), { place: '–', badge: '' });
});

for (const [gpu, hasWasm, words] of /** @type {const} */ ([
  ['found', true, /^The faster of the graphics processor and WebAssembly is used/],
  ['imitated', true, /imitated by the processor.*computes with WebAssembly instead/],
  ['insecure', true, /plain http.*only to pages that come over https.*WebAssembly instead/],
  ['missing', true, /no WebGPU yet.*Safari 26.*WebAssembly instead/],
  ['refused', true, /block list.*hardware acceleration.*WebAssembly instead/],
  ['missing', false, /no WebGPU yet.*computes with plain JavaScript instead/],
])) {
  test(`the page says what it does where the GPU is ${gpu}${hasWasm ? '' : ' and there is no WebAssembly'}`, () => {
    const survey = { gpu, gpuName: 'nvidia ampere', gpuFeatures: ['subgroups'], hasWasm, memoryBytes: 2e9, threads: 1 };
    const plan = planOf(survey, { kind: 'desktop', cores: 8, memoryGb: null });
    assert.match(plan.note, words);
    assert.equal(plan.features, gpu === 'found' ? 'share values between threads' : '');
    assert.match(plan.processor, /^one of 8 cores, with /);
  });
}

test('the page says on how many cores it computes', () => {
  const survey = { gpu: /** @type {const} */ ('missing'), gpuName: '', gpuFeatures: [], hasWasm: true, memoryBytes: 2e9, threads: 8 };
  const wordsFor = (/** @type {object} */ other, /** @type {number | null} */ cores) => planOf({ ...survey, ...other }, { kind: 'desktop', cores, memoryGb: null }).processor;
  assert.equal(wordsFor({}, 8), 'up to all 8 cores, one less unless you choose full power, with WebAssembly');
  assert.equal(wordsFor({ threads: 16 }, 24), 'up to 16 of 24 cores, with WebAssembly');
  assert.match(wordsFor({ hasWasm: false }, 8), /^one of 8 cores, with plain JavaScript/);
  assert.match(wordsFor({ threads: 1 }, null), /^one core, /);
});

test('what the browser did not tell is said to be untold', () => {
  const told = { name: 'n', deviceKind: 'phone', engine: /** @type {const} */ ('wasm'), device: 'd', kernels: ['matmul'], maxBlockBytes: 1e6, memoryBytes: 4e6, cacheBytes: 2e6, generators: [] };
  const words = new Map(toldInWords(told));
  assert.equal(words.get('Cores'), 'not told by this browser');
  assert.equal(words.get('Memory of the device'), 'not told by this browser');
  assert.equal(new Map(toldInWords({ ...told, cores: 4, memoryGb: 8 })).get('Memory of the device'), 'about 8 GB');
});

test('what the orchestrator said is shown where it helps', () => {
  assert.match(wordsFor({ phase: 'full', message: '100 workers are taken.' }).sentence, /100 workers/);
  assert.doesNotMatch(wordsFor({ phase: 'idle', message: 'old' }).sentence, /old/);
});

for (const page of ['index.html', 'bench.html']) test(`${page} has no inline script or style, and names only assets that exist`, () => {
  const html = readFileSync(new URL(page, PAGE), 'utf8');
  assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*src=)/);
  const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((m) => String(m[1]));
  assert.ok(assets.length >= 3);
  for (const asset of assets) assert.ok(asset.startsWith('/assets/') && readFileSync(new URL(asset.slice(8), PAGE)).length > 0, asset);
});

test('everything that the page needs to be ready is asked for at once, however deep it is imported', () => {
  /** @type {Set<string>} */
  const needed = new Set();
  const add = (/** @type {string} */ file) => {
    for (const [, path] of readFileSync(new URL(file, PAGE), 'utf8').matchAll(/^import [^;]*?from '([^']+)'/gm)) {
      const found = new URL(String(path), new URL(file, PAGE)).href.slice(PAGE.href.length);
      if (needed.has(found)) continue;
      needed.add(found);
      add(found);
    }
  };
  add('main.js');
  const preloaded = [...readFileSync(new URL('index.html', PAGE), 'utf8').matchAll(/rel="modulepreload" href="\/assets\/([^"]+)"/g)].map((m) => String(m[1]));
  assert.deepEqual(preloaded, [...needed].toSorted());
});

test('no file of the page or its kernels reaches for another place, evaluates text, or is longer than 300 lines', () => {
  const filesOf = (/** @type {URL} */ folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => new URL(name, folder).href);
  for (const file of [...filesOf(PAGE), ...filesOf(KERNELS)].filter((name) => /\.(js|css|html|svg|wgsl)$/.test(name))) {
    const text = readFileSync(new URL(file), 'utf8');
    assert.doesNotMatch(text.replaceAll('http://www.w3.org/2000/svg', ''), /https?:\/\/\w|\beval\(|new Function|innerHTML/, file);
    assert.ok(text.split('\n').length <= 300, file);
  }
});

test('the whole page, compressed, is lighter than 150 KB', () => {
  const filesOf = (/** @type {URL} */ folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
  const bytes = [...filesOf(PAGE), ...filesOf(KERNELS)].filter((name) => !/\.wat$/.test(name)).reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  assert.ok(bytes < 150_000, `${bytes} bytes`);
});
