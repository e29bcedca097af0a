import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findKernel } from '../../src/kernels/index.js';
import { BadMessage } from '../../src/main/resources/page/worker/fields.js';
import { readMessage } from '../../src/main/resources/page/worker/messages.js';

/** @param {string} text @returns {any} the message, and what its kernel makes of it */
function read(text) {
  const message = readMessage(text);
  return message?.type === 'compute_task' ? findKernel(message.kernel)?.read(message.fields) : message;
}

const PLACE = '{"generator":"philox4x32-10","seed":"7","operand":"B","firstRow":2,"firstCol":4,"stride":7}';
const task = (/** @type {string} */ place) => `{"type":"compute_task","task":1,"kernel":"matmul","rows":1,"inner":1,"cols":1,"a":{"block":1,"rows":1,"cols":1},"b":{"block":2,"rows":1,"cols":1,"generate":${place}}}`;

test('a block to be made is read with its place', () => {
  assert.deepEqual(read(task(PLACE)).operands[1], { block: 2, rows: 1, cols: 1, role: 'b', generate: JSON.parse(PLACE) });
  assert.equal(read(task(PLACE.replace('"7"', '"-9223372036854775808"'))).operands[1].generate.seed, '-9223372036854775808');
});

test('an unknown type is ignored', () => assert.equal(readMessage('{"type":"applause","task":"x"}'), null));

for (const text of ['', 'hello', '[]', 'null', '7', '{}', '{"type":7}', '{"type":"cancel_task"}', '{"type":"cancel_task","task":-1}',
  '{"type":"cancel_task","task":1.5}', '{"type":"cancel_task","task":9007199254740992}', '{"type":"release_operands","blocks":7}',
  '{"type":"release_operands","blocks":[1,"2"]}', '{"type":"registration_ack","protocol":1}',
  '{"type":"compute_task","task":1,"kernel":"matmul","rows":0,"inner":1,"cols":1,"a":{"block":1,"rows":1,"cols":1},"b":{"block":2,"rows":1,"cols":1}}',
  '{"type":"compute_task","task":1,"kernel":"matmul","rows":1,"inner":1,"cols":1,"a":5,"b":{"block":2,"rows":1,"cols":1}}',
  ...['5', '{}', PLACE.replace('"7"', '7'), PLACE.replace('"7"', '"9223372036854775808"'), PLACE.replace('"7"', '"0x7"'), PLACE.replace('"B"', '"C"'),
    PLACE.replace('"firstCol":4', '"firstCol":7'), PLACE.replace('"firstRow":2', '"firstRow":-1'), PLACE.replace('"firstRow":2', '"firstRow":9007199254740990'),
    PLACE.replace('"stride":7', '"stride":4294967296')].map(task)]) {
  test(`a message that breaks the protocol is refused: ${text.slice(0, 60)}`, () => assert.throws(() => read(text), BadMessage));
}
