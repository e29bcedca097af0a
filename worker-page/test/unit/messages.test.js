import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadMessage, readMessage } from '../../src/main/resources/page/worker/messages.js';

test('an unknown type is ignored', () => assert.equal(readMessage('{"type":"applause","task":"x"}'), null));

for (const text of ['', 'hello', '[]', 'null', '7', '{}', '{"type":7}', '{"type":"cancel_task"}', '{"type":"cancel_task","task":-1}',
  '{"type":"cancel_task","task":1.5}', '{"type":"cancel_task","task":9007199254740992}', '{"type":"release_operands","blocks":7}',
  '{"type":"release_operands","blocks":[1,"2"]}', '{"type":"registration_ack","protocol":1}',
  '{"type":"compute_task","task":1,"kernel":"matmul","rows":0,"inner":1,"cols":1,"a":{"block":1,"rows":1,"cols":1},"b":{"block":2,"rows":1,"cols":1}}',
  '{"type":"compute_task","task":1,"kernel":"matmul","rows":1,"inner":1,"cols":1,"a":5,"b":{"block":2,"rows":1,"cols":1}}']) {
  test(`a message that breaks the protocol is refused: ${text.slice(0, 60)}`, () => assert.throws(() => readMessage(text), BadMessage));
}
