import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expand } from '../../src/kernels/matmul/variants.js';
import { Notes } from '../../src/main/resources/page/worker/notes.js';

/** A CacheStorage of one cache in memory. @returns {any} */
function storage() {
  const kept = new Map();
  return { kept, open: async () => ({ match: async (/** @type {string} */ at) => kept.get(at)?.clone(), put: async (/** @type {string} */ at, /** @type {Response} */ response) => kept.set(at, response) }) };
}

test('a note is kept for the device that it is about', async () => {
  const caches = storage();
  await new Notes('this GPU', caches).write('matmul', 'the third');
  assert.equal(await new Notes('this GPU', caches).read('matmul'), 'the third');
  assert.equal(await new Notes('another', caches).read('matmul'), null);
  assert.equal(await new Notes('this GPU', caches).read('other'), null);
});

test('one note has one place, and is short', async () => {
  const caches = storage();
  for (const device of ['a', 'b', 'c']) await new Notes(device, caches).write('matmul', device);
  await new Notes('d', caches).write('matmul', 'x'.repeat(2_001));
  assert.equal(caches.kept.size, 1);
  assert.equal(await new Notes('c', caches).read('matmul'), 'c');
});

for (const [what, caches] of /** @type {[string, any][]} */ ([
  ['is missing', undefined], ['is denied', { open: () => { throw new Error('denied'); } }], ['never answers', { open: () => new Promise(() => {}) }],
  ['holds something else', { open: async () => ({ match: async () => new Response('<html>'), put: async () => { throw new Error('full'); } }) }],
])) {
  test(`where storage ${what} nothing is kept, and nothing fails`, async () => {
    const notes = new Notes('this GPU', caches);
    await notes.write('matmul', 'x');
    assert.equal(await notes.read('matmul'), null);
  });
}

test('a line of the shader is written out for each row, each four columns and each inner value', () => {
  const lines = expand('// not {r}\nlet a{r} = {r};\nsum{r}_{q} += a{r}[{s}];\nplain', { rows: 2, quads: 2 }).split('\n');
  assert.deepEqual(lines.slice(0, 5), ['const ROWS = 2u;', 'const QUADS = 2u;', 'let a0 = 0;', 'let a1 = 1;', 'sum0_0 += a0[0];']);
  assert.deepEqual(lines.slice(-2), ['sum1_1 += a1[3];', 'plain']);
  assert.equal(lines.length, 2 + 2 + 16 + 1);
});
