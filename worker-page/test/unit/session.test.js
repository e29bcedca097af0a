import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACK, Conversation, kinds, PROFILE, taskMessage } from '../support/conversation.js';

test('it chooses an engine, connects, registers and is ready', () => {
  const c = new Conversation();
  assert.deepEqual(kinds(c.start()), ['choose_engine']);
  assert.equal(c.view.phase, 'checking');
  assert.deepEqual(kinds(c.chooseEngine()), ['connect']);
  assert.equal(c.view.phase, 'joining');
  assert.deepEqual(c.tell({ type: 'opened' }), [{ do: 'send', message: {
    type: 'register_worker', protocol: 1, joinKey: 'k', name: 'New', deviceKind: 'phone', engine: 'wasm', device: 'test', kernels: ['matmul', 'mandelbrot'],
    maxBlockBytes: PROFILE.maxBlockBytes, memoryBytes: PROFILE.memoryBytes, cacheBytes: PROFILE.memoryBytes / 2, generators: [],
    opsPerSecond: { wasm: 2.35e10 }, downBytesPerSecond: 5e6, storageBytes: 7e9, cores: 8,
  } }]);
  assert.deepEqual(c.hear(ACK), [{ do: 'remember', identity: { workerId: 'w-1', workerSecret: 's', name: 'Worker' } }]);
  assert.equal(c.view.phase, 'idle');
  assert.equal(c.view.name, 'Worker');
});

test('it comes back with its identity, which needs no new secret', () => {
  const c = new Conversation();
  c.join();
  c.tell({ type: 'closed', code: 1006 });
  c.after(1_000);
  const [{ message }] = c.tell({ type: 'opened' });
  assert.equal(message.workerId, 'w-1');
  assert.equal(message.workerSecret, 's');
  const { workerSecret: _, ...known } = ACK;
  assert.deepEqual(c.hear(known), [{ do: 'remember', identity: { workerId: 'w-1', workerSecret: 's', name: 'Worker' } }]);
});

test('Stop says goodbye, and Join again joins again', () => {
  const c = new Conversation();
  c.join();
  assert.deepEqual(c.tell({ type: 'stopped', reason: 'closed by its owner' }), [{ do: 'disconnect', leave: 'closed by its owner' }]);
  assert.equal(c.view.phase, 'left');
  assert.equal(c.session.deadline, Infinity);
  assert.deepEqual(kinds(c.start()), ['connect']);
  assert.deepEqual(c.start(), [], 'a second tap does nothing');
});

test('Stop works while the engine is being chosen, and while it waits', () => {
  const c = new Conversation();
  c.start();
  assert.deepEqual(c.tell({ type: 'stopped', reason: 'x' }), [{ do: 'disconnect', leave: null }]);
  assert.deepEqual(c.chooseEngine(), []);
  assert.deepEqual(kinds(c.start()), ['connect']);
  c.tell({ type: 'closed', code: 1006 });
  c.tell({ type: 'stopped', reason: 'x' });
  assert.deepEqual(c.after(60_000), []);
});

test('a lost engine hands everything back, and it returns with another', () => {
  const c = new Conversation();
  c.join();
  c.hear(taskMessage(1));
  c.hear(taskMessage(2));
  const lost = c.tell({ type: 'engine_lost', message: 'The GPU went away.' });
  assert.deepEqual(kinds(lost), ['task_failed', 'task_failed', 'disconnect', 'free_block', 'free_block', 'free_block', 'choose_engine']);
  assert.equal(lost[0].message.reason, 'device_lost');
  assert.equal(c.view.phase, 'checking');
  assert.deepEqual(kinds(c.chooseEngine()), ['connect']);
});

test('an engine lost while away is chosen anew before it comes back', () => {
  const c = new Conversation();
  c.join();
  c.tell({ type: 'closed', code: 1006 });
  assert.deepEqual(c.tell({ type: 'engine_lost', message: 'x' }), []);
  assert.deepEqual(kinds(c.after(1_000)), ['choose_engine']);
  assert.deepEqual(kinds(c.chooseEngine()), ['connect']);
});
