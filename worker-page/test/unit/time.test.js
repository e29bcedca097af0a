import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTurns } from '../../src/main/resources/page/worker/time.js';

/** Work of so many steps, each a little longer than a turn. @param {number} count */
function* steps(count) {
  for (let step = 0; step < count; step++) {
    for (const end = performance.now() + 1.1; performance.now() < end;);
    yield;
  }
}

test('messages come in after each millisecond of work, so that operands travel while it computes', async () => {
  const { port1, port2 } = new MessageChannel();
  let came = 0;
  port1.onmessage = () => {
    came++;
    port2.postMessage(null); // the next one is there at once, as from a socket that is never empty
  };
  port2.postMessage(null);
  await inTurns(steps(20), () => false);
  port1.close();
  assert.ok(came >= 10, `${came} messages`);
});

test('work that nobody wants any more ends with its turn', async () => {
  let asked = 0;
  const work = steps(1_000);
  await inTurns(work, () => ++asked === 5);
  assert.equal(asked, 5);
  assert.equal(work.next().done, false);
});
