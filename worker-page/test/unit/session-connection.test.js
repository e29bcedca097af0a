import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACK, Conversation, kinds, operandFrame, SIX, taskMessage } from '../support/conversation.js';

test('heartbeats are sent in time, and a silent orchestrator is left', () => {
  const c = new Conversation();
  c.join();
  assert.equal(c.session.deadline, c.now + 1_000);
  assert.deepEqual(c.after(999), []);
  assert.deepEqual(kinds(c.after(1)), ['heartbeat']);
  assert.deepEqual(kinds(c.after(1_000)), ['heartbeat']);
  c.hear({ type: 'heartbeat_ack' });
  assert.deepEqual(kinds(c.after(2_999)), ['heartbeat']);
  assert.deepEqual(kinds(c.after(1)), ['disconnect']);
  assert.equal(c.view.phase, 'away');
});

test('an orchestrator that never answers is tried again', () => {
  const c = new Conversation();
  c.start();
  c.chooseEngine();
  assert.deepEqual(kinds(c.after(20_000)), ['disconnect']);
  assert.equal(c.view.backInMs, 250);
});

/** @param {Conversation} c @param {number} code @param {number} times */
function waits(c, code, times) {
  return Array.from({ length: times }, () => {
    c.tell({ type: 'closed', code });
    const wait = Number(c.view.backInMs);
    assert.deepEqual(kinds(c.after(wait)), ['connect']);
    return wait;
  });
}

test('it comes back at once, tries for a minute, then at growing distances', () => {
  const c = new Conversation();
  c.start();
  c.chooseEngine();
  const all = waits(c, 1006, 68);
  assert.deepEqual(all.slice(0, 4), [250, 500, 1_000, 1_000]);
  assert.ok(all.slice(2, 61).every((wait) => wait === 1_000));
  assert.deepEqual(all.slice(61), [2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test('a fleet does not come back in step', () => {
  for (const [random, wait] of /** @type {const} */ ([[0, 188], [0.999, 312]])) {
    const c = new Conversation(() => random);
    c.start();
    c.chooseEngine();
    c.tell({ type: 'closed', code: 1006 });
    assert.equal(c.view.backInMs, wait);
  }
});

for (const code of [1007, 1008, 1009, 1011, 4005, 4007, 4008]) {
  test(`after ${code} it takes its time`, () => {
    const c = new Conversation();
    c.start();
    c.chooseEngine();
    assert.deepEqual(waits(c, code, 7), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });
}

test('only a connection that lasted begins the waiting anew', () => {
  const c = new Conversation();
  c.join();
  c.tell({ type: 'closed', code: 1006 });
  c.after(1_000);
  c.tell({ type: 'opened' });
  c.hear(ACK);
  c.tell({ type: 'closed', code: 1006 });
  assert.equal(c.view.backInMs, 500);
  c.after(500);
  c.tell({ type: 'opened' });
  c.hear(ACK);
  c.now += 10_000;
  c.tell({ type: 'closed', code: 1001 });
  assert.equal(c.view.backInMs, 250);
});

for (const [code, phase] of /** @type {const} */ ([[4001, 'bad_key'], [4002, 'bad_protocol'], [4004, 'replaced'], [4006, 'removed']])) {
  test(`it does not come back by itself after ${code}`, () => {
    const c = new Conversation();
    c.join();
    c.hear({ type: 'error', code: phase, message: 'Why.' });
    assert.deepEqual(c.tell({ type: 'closed', code }), []);
    assert.equal(c.view.phase, phase);
    assert.equal(c.view.message, 'Why.');
    assert.equal(c.session.deadline, Infinity);
    assert.deepEqual(kinds(c.start()), ['connect']);
  });
}

for (const code of [1000, 1001, 1005, 1006, 1007, 1008, 1009, 1011, 4003, 4005, 4007]) {
  test(`it comes back by itself after ${code}`, () => {
    const c = new Conversation();
    c.join();
    c.tell({ type: 'closed', code });
    assert.equal(c.view.phase, code === 4007 ? 'full' : 'away');
    assert.deepEqual(kinds(c.after(1_000)), ['connect']);
  });
}

test('it forgets its blocks with the connection, and a result of the old one does not disturb the new', () => {
  const c = new Conversation();
  c.join();
  c.hear(taskMessage(1));
  c.tell(operandFrame(11, SIX));
  c.tell(operandFrame(1, SIX));
  assert.deepEqual(kinds(c.tell({ type: 'closed', code: 1006 })), ['free_block', 'free_block']);
  assert.equal(c.session.wants(1), false);
  c.after(1_000);
  c.tell({ type: 'opened' });
  c.hear(ACK);
  c.hear(taskMessage(2));
  c.tell(operandFrame(12, SIX));
  assert.deepEqual(kinds(c.tell(operandFrame(1, SIX))), ['write_block', 'task_started', 'compute']);
  assert.deepEqual(c.tell({ type: 'computed', task: 1, computeMs: 1, result: new Float32Array(4) }), []);
  assert.deepEqual(kinds(c.tell({ type: 'computed', task: 2, computeMs: 1, result: new Float32Array(4) })), ['task_complete', 'send_result']);
});

for (const [what, event] of /** @type {const} */ ([
  ['text that is no JSON', { type: 'text_arrived', text: 'hello' }],
  ['a frame that is too short', { type: 'frame_arrived', message: new ArrayBuffer(8) }],
  ['a gap', operandFrame(11, [1], 3)],
  ['values beyond the end', operandFrame(11, [1, 2, 3, 4, 5, 6, 7])],
])) {
  test(`${what} from the orchestrator ends the connection with a word why`, () => {
    const c = new Conversation();
    c.join();
    c.hear(taskMessage(1));
    const [parting] = c.tell(event);
    assert.equal(parting.do, 'disconnect');
    assert.ok(parting.leave.length > 20);
    assert.equal(c.view.phase, 'away');
    assert.equal(c.view.message, parting.leave);
  });
}
