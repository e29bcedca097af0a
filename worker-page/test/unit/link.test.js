import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldInWords } from '../../src/main/resources/page/device-words.js';
import { measureLink, MOST_PROBED_BYTES } from '../../src/main/resources/page/worker/link.js';
import { Conversation, kinds } from '../support/conversation.js';

/** A link of this speed each way, and what was asked of it. @param {number} bytesPerMs */
function linkOf(bytesPerMs) {
  /** @type {number[]} */
  const asked = [];
  let ms = 0;
  /** @type {import('../../src/main/resources/page/worker/link.js').Fetch} */
  const fetch = async (url, { body }) => {
    const bytes = body ? /** @type {Uint8Array} */ (body).byteLength : Number(new URL(url, 'http://x').searchParams.get('bytes'));
    asked.push(bytes);
    ms += 2 + bytes / bytesPerMs;
    return new Response(body ? null : new Uint8Array(bytes));
  };
  return { fetch, asked, now: () => ms };
}

test('a quick link is tried with more, and every byte counts', async () => {
  const { fetch, asked, now } = linkOf(20_000);
  const { link, bytes } = await measureLink(fetch, MOST_PROBED_BYTES, now);
  assert.deepEqual(asked, [65_536, 2 ** 20, 65_536, 2 ** 20]);
  assert.equal(bytes, MOST_PROBED_BYTES);
  assert.deepEqual(link, { downBytesPerSecond: 2e7, upBytesPerSecond: 2e7 }, 'without the way there and back');
});

test('a slow link is tried with little', async () => {
  const { fetch, asked, now } = linkOf(800);
  const { link } = await measureLink(fetch, MOST_PROBED_BYTES, now);
  assert.deepEqual(asked, [65_536, 65_536]);
  assert.equal(link.downBytesPerSecond, 781_000);
});

test('what may not be moved is not, and what does not answer is not known', async () => {
  const { fetch, asked, now } = linkOf(20_000);
  assert.deepEqual(await measureLink(fetch, 60_000, now), { link: { downBytesPerSecond: null, upBytesPerSecond: null }, bytes: 0 });
  assert.deepEqual(asked, []);
  const broken = async () => { throw new TypeError('no network'); };
  const { link, bytes } = await measureLink(broken, MOST_PROBED_BYTES);
  assert.deepEqual(link, { downBytesPerSecond: null, upBytesPerSecond: null });
  assert.equal(bytes, 2 * 65_536, 'they may have been on their way');
});

test('bytes of trying the link count against the data limit', () => {
  const c = new Conversation();
  c.tell({ type: 'data_limited', bytes: 1_000 });
  c.join();
  assert.equal(c.session.mayMove, 1_000);
  assert.deepEqual(kinds(c.tell({ type: 'bytes_moved', bytes: 1_000 })), ['pause']);
  assert.equal(c.view.bytesMoved, 1_000);
});

test('everything that is told is shown', () => {
  const told = {
    name: 'n', deviceKind: 'phone', engine: /** @type {const} */ ('wasm'), device: 'd', kernels: ['matmul'], maxBlockBytes: 1e6, memoryBytes: 4e6, cacheBytes: 2e6, generators: [],
    opsPerSecond: { wasm: 2e10 }, downBytesPerSecond: 5e6, upBytesPerSecond: 6e6, storageBytes: 7e9, cores: 4, memoryGb: 8,
  };
  const other = { ...told, name: 'm', deviceKind: 'tablet', engine: 'js', device: 'e', kernels: ['x'], generators: ['g'], opsPerSecond: { wasm: 3e10 } };
  for (const field of /** @type {(keyof typeof told)[]} */ (Object.keys(told))) {
    const value = typeof told[field] === 'number' ? 3e3 : /** @type {any} */ (other)[field];
    assert.notDeepEqual(toldInWords({ ...told, [field]: value }), toldInWords(told), field);
  }
});
