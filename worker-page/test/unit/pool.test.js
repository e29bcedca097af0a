import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutOfMemory } from '../../src/main/resources/page/worker/types.js';
import { BufferPool, sizeClass } from '../../src/main/resources/page/worker/webgpu/pool.js';

/** The little of a GPU that a pool needs: room for so many bytes. */
class Gpu {
  made = 0;
  heldBytes = 0;
  room = Infinity;
  #refused = false;

  pushErrorScope() {
    this.#refused = false;
    return undefined;
  }

  /** @param {GPUBufferDescriptor} descriptor @returns {GPUBuffer} */
  createBuffer({ size }) {
    this.made++;
    this.heldBytes += size;
    this.#refused = this.heldBytes > this.room;
    return /** @type {GPUBuffer} */ (/** @type {unknown} */ ({ destroy: () => { this.heldBytes -= size; } }));
  }

  async popErrorScope() {
    return this.#refused ? /** @type {GPUError} */ ({ message: 'no room' }) : null;
  }
}

const [STORAGE, MAP] = [1, 2];

test('a buffer that was given back is the next one of its kind', async () => {
  const gpu = new Gpu();
  const pool = new BufferPool(gpu, 1e6, 1e6);
  const first = await pool.take(1_000, STORAGE);
  const map = await pool.take(1_000, MAP);
  assert.notEqual(first.buffer, map.buffer);
  pool.giveBack(first);
  pool.giveBack(map);
  assert.equal((await pool.take(990, MAP)).buffer, map.buffer, 'of the same size class');
  assert.equal((await pool.take(1_000, STORAGE)).buffer, first.buffer);
  assert.notEqual((await pool.take(1_000, STORAGE)).buffer, first.buffer, 'which is taken');
  assert.equal(gpu.made, 3);
});

test('it never keeps more than its limit: what was idle for the longest goes first', async () => {
  const gpu = new Gpu();
  const pool = new BufferPool(gpu, 3 * 1_024, 1e6);
  const all = [await pool.take(1_024, STORAGE), await pool.take(1_024, MAP)];
  for (const it of all) pool.giveBack(it);
  const large = await pool.take(2_048, STORAGE);
  assert.equal(pool.heldBytes, 3 * 1_024);
  assert.equal((await pool.take(1_024, MAP)).buffer, all[1]?.buffer);
  const beyond = await pool.take(1_024, STORAGE);
  assert.equal(pool.heldBytes, 4 * 1_024, 'what a task needs it gets');
  pool.giveBack(large);
  assert.equal(pool.heldBytes, 2 * 1_024, 'and is not kept');
  pool.giveBack(beyond);
  pool.empty();
  assert.equal(pool.heldBytes, 1_024);
  assert.equal(gpu.heldBytes, 1_024);
});

test('when the GPU has no room, idle buffers go and it is tried again, and after that it is said', async () => {
  const gpu = new Gpu();
  const pool = new BufferPool(gpu, 1e6, 1e6);
  pool.giveBack(await pool.take(2_048, STORAGE));
  gpu.room = 3_000;
  const made = await pool.take(1_024, MAP);
  assert.equal(gpu.heldBytes, 1_024);
  await assert.rejects(pool.take(2_048, MAP), OutOfMemory);
  assert.equal(gpu.heldBytes, 1_024);
  pool.discard(made);
  assert.deepEqual([pool.heldBytes, gpu.heldBytes], [0, 0]);
});

test('what is larger than one buffer may be is refused with both figures, and a size class is not', async () => {
  const pool = new BufferPool(new Gpu(), 1e6, 1_100);
  assert.equal((await pool.take(1_090, STORAGE)).bytes, 1_100);
  await assert.rejects(pool.take(1_104, STORAGE), /1104 bytes .* 1100 is the most/);
});

test('a size class is at least what is asked for, at most a quarter more, and can be cleared and mapped', () => {
  for (const bytes of [4, 256, 260, 1_000, 1_024, 1_028, 12_345_676, 2 ** 31 - 4]) {
    const size = sizeClass(bytes);
    assert.ok(size >= bytes && (size <= 1.25 * bytes || size === 256) && size % 64 === 0, `${size} for ${bytes}`);
  }
});
