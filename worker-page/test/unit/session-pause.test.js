import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACK, Conversation, kinds, operandFrame, SIX, taskMessage } from '../support/conversation.js';

const PAUSE = { do: 'send', message: { type: 'pause' } };
const RESUME = { do: 'send', message: { type: 'resume' } };

/** A conversation in which task 1 is being computed. */
function computing() {
  const c = new Conversation();
  c.join();
  c.hear(taskMessage(1));
  c.tell(operandFrame(11, SIX));
  assert.deepEqual(kinds(c.tell(operandFrame(1, SIX))), ['write_block', 'task_started', 'compute']);
  return c;
}

test('a pause hands back at once what is computed, and keeps the connection and the blocks', () => {
  const c = computing();
  assert.deepEqual(c.tell({ type: 'held', by: 'owner', held: true }), [PAUSE]);
  assert.equal(c.view.phase, 'paused');
  assert.deepEqual(c.view.heldBy, ['owner']);
  assert.equal(c.session.wants(1), false, 'the engine stops at its next slice');
  assert.deepEqual(c.tell({ type: 'computed', task: 1, computeMs: 1, result: new Float32Array(4) }), []);
  assert.deepEqual(kinds(c.after(1_000)), ['heartbeat']);
  assert.deepEqual(c.tell({ type: 'held', by: 'owner', held: false }), [RESUME]);
  c.hear(taskMessage(2, { a: 11 }));
  assert.equal(c.view.phase, 'computing', 'both blocks are still here');
});

test('a task that comes in a pause is not begun, and goes when it is cancelled', () => {
  const c = computing();
  c.tell({ type: 'held', by: 'owner', held: true });
  c.tell({ type: 'computed', task: 1, computeMs: 1, result: new Float32Array(4) });
  assert.deepEqual(c.hear(taskMessage(2, { a: 11 })), []);
  assert.deepEqual(c.hear({ type: 'cancel_task', task: 2 }), []);
  assert.deepEqual(c.tell({ type: 'held', by: 'owner', held: false }), [RESUME]);
  assert.equal(c.view.phase, 'idle');
});

test('several reasons for a pause are one pause, which ends with the last of them', () => {
  const c = computing();
  assert.deepEqual(c.tell({ type: 'held', by: 'battery', held: true }), [PAUSE]);
  assert.deepEqual(c.tell({ type: 'held', by: 'owner', held: true }), []);
  assert.deepEqual(c.tell({ type: 'held', by: 'battery', held: false }), []);
  assert.equal(c.view.phase, 'paused');
  assert.deepEqual(c.tell({ type: 'held', by: 'owner', held: false }), [RESUME]);
});

test('a worker that comes back in a pause says so, and one that stops and joins again works', () => {
  const c = computing();
  c.tell({ type: 'held', by: 'owner', held: true });
  c.tell({ type: 'closed', code: 1006 });
  assert.equal(c.view.phase, 'away');
  c.after(1_000);
  c.tell({ type: 'opened' });
  assert.deepEqual(kinds(c.hear(ACK)), ['remember', 'pause']);
  c.tell({ type: 'stopped', reason: 'closed by its owner' });
  c.start();
  c.tell({ type: 'opened' });
  assert.deepEqual(kinds(c.hear(ACK)), ['remember']);
});

test('work stops at the data limit, the result that reached it is sent, and a higher limit lets it go on', () => {
  const c = computing();
  const moved = c.view.bytesMoved;
  assert.deepEqual(c.tell({ type: 'data_limited', bytes: moved + 16 }), []);
  const sent = c.tell({ type: 'computed', task: 1, computeMs: 1, result: new Float32Array(4) });
  assert.deepEqual(kinds(sent), ['task_complete', 'send_result', 'pause']);
  assert.deepEqual(c.view.heldBy, ['data']);
  assert.deepEqual(c.tell({ type: 'data_limited', bytes: null }), [RESUME]);
});

test('an operand that reaches the data limit is the last one', () => {
  const c = new Conversation();
  c.join();
  c.tell({ type: 'data_limited', bytes: 40 });
  c.hear(taskMessage(1));
  assert.deepEqual(kinds(c.tell(operandFrame(11, SIX))), ['write_block', 'pause']);
  assert.deepEqual(kinds(c.tell(operandFrame(1, SIX))), ['write_block']);
});

test('operations count when their result is accepted, and the place is what the orchestrator says', () => {
  const c = computing();
  c.tell({ type: 'computed', task: 1, computeMs: 10, restedMs: 4, result: new Float32Array(4) });
  assert.equal(c.view.operations, 0);
  assert.equal(c.view.computeMs, 6, 'rests are no computing');
  c.hear({ type: 'result_accepted', task: 1 });
  assert.equal(c.view.operations, 2 * 2 * 3 * 2);
  assert.equal(c.view.standing, null);
  c.hear({ type: 'standing', rank: 3, of: 12 });
  assert.deepEqual(c.view.standing, { type: 'standing', rank: 3, of: 12 });
});

test('what is shown as told is what was told', () => {
  const c = new Conversation();
  c.start();
  c.chooseEngine();
  const [{ message }] = c.tell({ type: 'opened' });
  const { type: _t, protocol: _p, joinKey: _k, ...told } = message;
  assert.deepEqual(c.view.told, told);
});
