import assert from 'node:assert/strict';
import { test } from 'node:test';
import { product } from '../../src/kernels/matmul/kernel.js';
import { ACK, Conversation, kinds, operandFrame, PROFILE, SIX, taskMessage } from '../support/conversation.js';
import { tileAt, tileFields } from '../support/mandelbrot.js';

test('a task is computed once both operands are here, and its result sent', () => {
  const c = new Conversation();
  c.join();
  assert.deepEqual(c.hear(taskMessage(1)), [
    { do: 'open_block', block: 11, rows: 2, cols: 3, role: 'a' }, { do: 'open_block', block: 1, rows: 3, cols: 2, role: 'b' },
  ]);
  assert.equal(c.view.phase, 'transferring');
  assert.deepEqual(kinds(c.tell(operandFrame(11, SIX))), ['write_block']);
  assert.deepEqual(kinds(c.tell(operandFrame(1, SIX.slice(0, 4)))), ['write_block']);
  const last = c.tell(operandFrame(1, SIX.slice(4), 4));
  assert.deepEqual(kinds(last), ['write_block', 'task_started', 'compute']);
  assert.deepEqual(last[2], { do: 'compute', task: 1, kernel: 'matmul', work: product({ rows: 2, inner: 3, cols: 2, a: 11, b: 1 }) });
  assert.equal(c.view.phase, 'computing');

  const result = new Float32Array(4);
  assert.deepEqual(c.tell({ type: 'computed', task: 1, computeMs: 0.5, result }), [
    { do: 'send', message: { type: 'task_complete', task: 1, computeMs: 0.5, bytes: 16 } },
    { do: 'send_result', task: 1, result, maxFrameBytes: 4_096 },
  ]);
  assert.equal(c.view.verified, 0);
  c.hear({ type: 'result_accepted', task: 1 });
  assert.equal(c.view.verified, 1);
  assert.equal(c.view.computeMs, 0.5);
  assert.equal(c.view.bytesMoved, 2 * 24 + 3 * 32 + 16);
  assert.equal(c.view.opsPerSecond, 2 * 2 * 3 * 2 / 0.0005);
});

test('the operands of the next task arrive while one is computed, and a block is opened once', () => {
  const c = new Conversation();
  c.join();
  c.hear(taskMessage(1));
  c.tell(operandFrame(11, SIX));
  c.tell(operandFrame(1, SIX));
  assert.deepEqual(kinds(c.hear(taskMessage(2))), ['open_block']);
  assert.deepEqual(kinds(c.tell(operandFrame(12, SIX))), ['write_block']);
  assert.deepEqual(kinds(c.tell({ type: 'computed', task: 1, computeMs: 1, result: new Float32Array(4) })),
    ['task_complete', 'send_result', 'task_started', 'compute']);
});

test('while a result is read back the next task is computed, and no third one, and both results are sent', () => {
  const c = new Conversation();
  c.join();
  for (const task of [1, 2, 3]) c.hear(taskMessage(task, { a: 11 }));
  c.tell(operandFrame(11, SIX));
  assert.deepEqual(kinds(c.tell(operandFrame(1, SIX))), ['write_block', 'task_started', 'compute']);
  const [started, compute] = c.tell({ type: 'engine_free', task: 1 });
  assert.deepEqual([started.message, compute.task], [{ type: 'task_started', task: 2 }, 2]);
  const result = new Float32Array(4);
  assert.deepEqual(kinds(c.tell({ type: 'computed', task: 1, computeMs: 1, result })), ['task_complete', 'send_result']);
  assert.equal(c.tell({ type: 'engine_free', task: 2 })[1].task, 3);
  assert.equal(c.tell({ type: 'computed', task: 2, computeMs: 1, result })[0].message.task, 2);
  assert.equal(c.view.phase, 'computing');
});

test('a result that is cancelled while it is read back is not sent, and in a pause none is begun meanwhile', () => {
  const c = new Conversation();
  c.join();
  for (const task of [1, 2, 3]) c.hear(taskMessage(task, { a: 11 }));
  c.tell(operandFrame(11, SIX));
  c.tell(operandFrame(1, SIX));
  c.tell({ type: 'engine_free', task: 1 });
  assert.deepEqual(c.hear({ type: 'cancel_task', task: 1 }), []);
  const result = new Float32Array(4);
  assert.deepEqual(c.tell({ type: 'computed', task: 1, computeMs: 1, result }), []);
  c.tell({ type: 'held', by: 'owner', held: true });
  assert.deepEqual(c.tell({ type: 'engine_free', task: 2 }), []);
  assert.deepEqual(c.tell({ type: 'computed', task: 2, computeMs: 1, result }), []);
});

const PLACE = { generator: 'philox4x32-10', seed: '-7', operand: 'B', firstRow: 2, firstCol: 1, stride: 5 };

test('a block that it can make itself needs no frames, is opened with its place, and is held like any other', () => {
  const c = new Conversation();
  c.join();
  assert.deepEqual(c.hear(taskMessage(1, { generateB: PLACE })), [
    { do: 'open_block', block: 11, rows: 2, cols: 3, role: 'a' }, { do: 'open_block', block: 1, rows: 3, cols: 2, role: 'b', generate: PLACE },
  ]);
  assert.deepEqual(kinds(c.tell(operandFrame(11, SIX))), ['write_block', 'task_started', 'compute']);
  assert.deepEqual(kinds(c.hear(taskMessage(2, { a: 11 }))), []);
  assert.deepEqual(kinds(c.tell({ type: 'computed', task: 1, computeMs: 1, result: new Float32Array(4) })),
    ['task_complete', 'send_result', 'task_started', 'compute']);
  assert.deepEqual(c.hear({ type: 'release_operands', blocks: [1] }), [{ do: 'free_block', block: 1 }]);
});

test('a generator that is not here is unsupported', () => {
  const c = new Conversation();
  c.join();
  const [{ message: reply }] = c.hear(taskMessage(1, { generateB: { ...PLACE, generator: 'dice' } }));
  assert.deepEqual([reply.reason, reply.message], ['unsupported', 'The generator dice is not here: philox4x32-10 is.']);
});

test('a result that is cancelled on its way is not sent to its end', () => {
  const c = new Conversation();
  c.join();
  c.hear(taskMessage(1));
  c.tell(operandFrame(11, SIX));
  c.tell(operandFrame(1, SIX));
  c.tell({ type: 'computed', task: 1, computeMs: 1, result: new Float32Array(4) });
  assert.deepEqual(c.hear({ type: 'cancel_task', task: 1 }), [{ do: 'drop_result', task: 1 }]);
});

test('a cancelled task gives neither result nor failure, and the next one begins', () => {
  const c = new Conversation();
  c.join();
  c.hear(taskMessage(1));
  c.tell(operandFrame(11, SIX));
  c.tell(operandFrame(1, SIX));
  c.hear(taskMessage(2, { a: 11 }));
  assert.equal(c.session.wants(1), true);
  assert.deepEqual(c.hear({ type: 'cancel_task', task: 1 }), []);
  assert.equal(c.session.wants(1), false);
  assert.deepEqual(kinds(c.tell({ type: 'computed', task: 1, computeMs: 1, result: new Float32Array(4) })), ['task_started', 'compute']);
  c.hear({ type: 'cancel_task', task: 2 });
  assert.deepEqual(c.tell({ type: 'failed', task: 2, reason: 'internal', message: 'x' }), []);
});

test('released blocks are freed, their tasks cancelled, and their late frames let pass', () => {
  const c = new Conversation();
  c.join();
  c.hear(taskMessage(1));
  c.tell(operandFrame(11, SIX));
  assert.deepEqual(c.hear({ type: 'release_operands', blocks: [11, 1, 99] }), [{ do: 'free_block', block: 11 }, { do: 'free_block', block: 1 }]);
  assert.equal(c.view.phase, 'idle');
  assert.deepEqual(c.tell(operandFrame(1, SIX)), []);
  assert.deepEqual(kinds(c.hear(taskMessage(3, { a: 11 }))), ['open_block', 'open_block']);
});

test('a failure is told with its reason', () => {
  const c = new Conversation();
  c.join();
  c.hear(taskMessage(1));
  c.tell(operandFrame(11, SIX));
  c.tell(operandFrame(1, SIX));
  assert.deepEqual(c.tell({ type: 'failed', task: 1, reason: 'out_of_memory', message: 'No room.' }),
    [{ do: 'send', message: { type: 'task_failed', task: 1, reason: 'out_of_memory', message: 'No room.' } }]);
});

test('a block without room fails its tasks, and its frames are let pass', () => {
  const c = new Conversation();
  c.join();
  c.hear(taskMessage(1));
  c.hear(taskMessage(2));
  assert.deepEqual(kinds(c.tell({ type: 'block_refused', block: 1, message: 'No room.' })), ['task_failed', 'task_failed']);
  assert.deepEqual(c.tell(operandFrame(1, SIX)), []);
  assert.deepEqual(kinds(c.hear(taskMessage(3, { a: 11 }))), ['task_failed']);
  assert.deepEqual(c.hear({ type: 'release_operands', blocks: [1] }), []);
});

test('what is larger than it said it could hold is refused at once', () => {
  const c = new Conversation();
  c.join();
  const [, reply] = c.hear(taskMessage(1, { rows: 1, inner: 20_000, cols: 1 }));
  assert.equal(reply, undefined);
  const refused = c.hear(taskMessage(2, { rows: 200, inner: 1, cols: 200, a: 50, b: 51 }));
  assert.deepEqual(kinds(refused), ['open_block', 'open_block', 'task_failed']);
  assert.equal(refused[2].message.message, '160000 bytes in one piece are too many here: 40000 is the most.');
});

const TILE = { ...tileFields(tileAt(3, -0.5, 0.5, 6, 4, 5, 50)), task: 1 };

test('a task without operands is computed at once, and its counts are sent as they are', () => {
  const c = new Conversation();
  c.join();
  const instructions = c.hear(TILE);
  assert.deepEqual(kinds(instructions), ['task_started', 'compute']);
  assert.equal(instructions[1].kernel, 'mandelbrot');
  const result = new Uint32Array(20).fill(50);
  assert.deepEqual(c.tell({ type: 'computed', task: 1, computeMs: 2, result }), [
    { do: 'send', message: { type: 'task_complete', task: 1, computeMs: 2, bytes: 80 } },
    { do: 'send_result', task: 1, result, maxFrameBytes: 4_096 },
  ]);
  assert.equal(c.view.opsPerSecond, 6 * 3 * 3 * 20 * 50 / 0.002);
});

test('a tile that is larger than the largest block is refused', () => {
  const c = new Conversation();
  c.join();
  const [{ message: reply }] = c.hear({ ...TILE, rows: 101, cols: 100 });
  assert.deepEqual([reply.reason, reply.message], ['out_of_memory', '40400 bytes in one piece are too many here: 40000 is the most.']);
});

test('a kernel that does not work on the engine is unsupported, though the page has it', () => {
  const c = new Conversation();
  c.start();
  c.tell({ type: 'engine_chosen', profile: { ...PROFILE, kernels: ['matmul'] } });
  const [{ message: registration }] = c.tell({ type: 'opened' });
  assert.deepEqual(registration.kernels, ['matmul']);
  c.hear(ACK);
  const [{ message: reply }] = c.hear(TILE);
  assert.deepEqual([reply.reason, reply.message], ['unsupported', 'The kernel mandelbrot is not here; these are: matmul.']);
});

for (const [what, message] of /** @type {const} */ ([
  ['an unknown kernel', taskMessage(1, { kernel: 'fractal' })],
  ['an unknown kernel that has no operands', { ...TILE, kernel: 'julia' }],
  ['a parameter that is out of range', { ...TILE, parameters: { ...TILE.parameters, digits: '99' } }],
  ['a tile without parameters', { ...TILE, parameters: undefined }],
  ['a block of another shape', { ...taskMessage(1), inner: 4 }],
])) {
  test(`${what} is unsupported`, () => {
    const c = new Conversation();
    c.join();
    const [{ message: reply }] = c.hear(message);
    assert.deepEqual([reply.type, reply.reason], ['task_failed', 'unsupported']);
  });
}
