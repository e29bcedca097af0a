import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { BadFrame, newResult, OPERAND, readFrame, RESULT, resultFrames } from '../../src/main/resources/page/worker/frames.js';
import { readMessage } from '../../src/main/resources/page/worker/messages.js';

/** @type {any[]} */
const GOLDEN = JSON.parse(readFileSync(new URL('../../src/main/resources/golden/frames.json', import.meta.url), 'utf8'));
const frames = GOLDEN.filter((c) => c.form === 'binary');

/** @param {string} hex @returns {ArrayBuffer} */
function bytesOf(hex) {
  return Uint8Array.from(Buffer.from(hex, 'hex')).buffer;
}

/** @param {Float32Array} values */
function bitsOf(values) {
  return [...new Uint32Array(values.slice().buffer)].map((bits) => bits.toString(16).padStart(8, '0'));
}

test('golden names are unique', () => {
  assert.equal(new Set(GOLDEN.map((c) => c.name)).size, GOLDEN.length);
});

for (const { name, direction, hex, frame, bits } of frames.filter((c) => c.valid)) {
  test(`golden frame is read: ${name}`, () => {
    const kind = direction === 'to worker' ? OPERAND : RESULT;
    const read = readFrame(bytesOf(hex), kind);
    assert.deepEqual([read.kind, read.id, read.offset, read.count], [frame.kind, frame.id, frame.offset, frame.count]);
    assert.deepEqual(bitsOf(read.values), bits);
    assert.throws(() => readFrame(bytesOf(hex), kind === OPERAND ? RESULT : OPERAND), BadFrame);
  });
}

for (const { name, hex } of frames.filter((c) => c.error === 'bad_frame')) {
  test(`golden bad frame is refused: ${name}`, () => assert.throws(() => readFrame(bytesOf(hex), RESULT), BadFrame));
}

test('a result is written as the golden frames', () => {
  const [first, last] = frames.filter((c) => c.name.startsWith('result, '));
  const result = newResult(4, Float32Array);
  result.set([58, 64, 139, 154]);
  assert.deepEqual([...resultFrames(17, result, 32 + 3 * 4)].length, 2);
  result.set([58, 64, 139, 154]);
  const written = [];
  for (const frame of resultFrames(17, result, 32 + 3 * 4)) written.push(Buffer.from(frame).toString('hex'));
  assert.deepEqual(written, [first.hex, last.hex]);
});

test('a result of many frames arrives whole, whatever the frame size', () => {
  for (const maxFrameBytes of [36, 40, 71, 100, 4096]) {
    const values = Float32Array.from({ length: 101 }, (_, i) => i - 7.5);
    const result = newResult(101, Float32Array);
    result.set(values);
    const arrived = new Float32Array(101);
    for (const frame of resultFrames(3, result, maxFrameBytes)) {
      assert.ok(frame.byteLength <= maxFrameBytes);
      const read = readFrame(frame.slice().buffer, RESULT);
      assert.equal(read.id, 3);
      arrived.set(read.values, read.offset);
    }
    assert.deepEqual(arrived, values);
  }
});

for (const { name, text, message } of GOLDEN.filter((c) => c.form === 'text' && c.valid && c.direction === 'to worker')) {
  test(`golden message is read: ${name}`, () => {
    const read = /** @type {Record<string, unknown>} */ (readMessage(text));
    for (const [field, value] of Object.entries(read['fields'] ?? read)) assert.deepEqual(value, message[field] ?? null);
  });
}
