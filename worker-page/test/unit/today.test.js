import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Today } from '../../src/main/resources/page/today.js';

/** A browser's storage that all tabs share, and a clock set by hand. */
function aBrowser() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  const storage = /** @type {any} */ ({ getItem: (/** @type {string} */ key) => kept.get(key) ?? null, setItem: (/** @type {string} */ key, /** @type {string} */ text) => kept.set(key, text) });
  const clock = { now: new Date(2026, 10, 21, 12) };
  return { kept, clock, tab: () => new Today(storage, () => clock.now) };
}

test('what was moved today survives a reload, and the limit counts it', () => {
  const { tab } = aBrowser();
  const before = tab();
  before.moved(30e6);
  before.moved(31e6);
  before.write();
  const after = tab();
  assert.equal(after.bytes, 31e6);
  assert.equal(after.visitLimit(50e6), 19e6);
  after.moved(4e6);
  assert.equal(after.bytes, 35e6);
  assert.equal(after.visitLimit(50e6), 19e6, 'what the visit may move in all does not change by moving it');
  assert.equal(after.visitLimit(10e6), 0);
  assert.equal(after.visitLimit(null), null);
});

test('tabs count together', () => {
  const { tab } = aBrowser();
  const [one, other] = [tab(), tab()];
  one.moved(10e6);
  other.moved(5e6);
  assert.equal(one.bytes, 15e6);
  assert.equal(one.visitLimit(50e6), 45e6);
});

test('a new day begins at nothing, also within a visit', () => {
  const { tab, clock } = aBrowser();
  const today = tab();
  today.moved(60e6);
  assert.equal(today.visitLimit(50e6), 50e6, 'less than it has moved');
  clock.now = new Date(2026, 10, 22, 0, 1);
  assert.equal(today.bytes, 0);
  assert.equal(today.visitLimit(50e6), 110e6, 'the visit goes on counting');
});

for (const nonsense of ['', '{}', 'null', '{"day":"2026-11-21","bytes":-5}', '{"day":"2026-11-21","bytes":"x"}', '{"day":"2026-11-21","bytes":1e300}']) {
  test(`what is remembered as ${nonsense || 'nothing'} counts as nothing`, () => {
    const { kept, tab } = aBrowser();
    kept.set('brain.today', nonsense);
    assert.equal(tab().bytes, 0);
  });
}

test('where nothing may be remembered the visit counts', () => {
  const today = new Today(null);
  today.moved(7);
  today.write();
  assert.equal(today.bytes, 7);
});
