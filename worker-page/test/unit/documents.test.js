import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** docs/browsers.md says where each statement comes from, by number. */
const [text, list] = /** @type {[string, string]} */ (readFileSync(new URL('../../../docs/browsers.md', import.meta.url), 'utf8').split('## Sources\n'));
const sources = [...list.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));

test('each source of docs/browsers.md has a number of its own, in order', () => {
  assert.ok(sources.length > 0);
  assert.deepEqual(sources, sources.map((_, i) => i + 1));
});

test('each source of docs/browsers.md is referred to, and each reference has a source', () => {
  const references = new Set([...text.matchAll(/\[(\d+)\](?!\()/g)].map(([, number]) => Number(number)));
  assert.deepEqual([...references].sort((a, b) => a - b), sources);
});
