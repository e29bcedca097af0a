import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comesByItself } from '../../src/main/resources/page/coming.js';
import { isLow, Manners } from '../../src/main/resources/page/manners.js';
import { loadSettings } from '../../src/main/resources/page/settings.js';
import { Pace } from '../../src/main/resources/page/worker/pace.js';
import { survey } from '../../src/main/resources/page/worker/survey.js';

/** A device whose battery, screen and visibility are set by hand. */
class Device {
  hidden = false;
  locks = 0;
  allowed = true;
  canKeepAwake = true;
  /** @type {(battery: {level: number, charging: boolean}) => void} */
  battery = () => {};
  seen = () => {};
  /** @type {() => void} */
  released = () => {};

  /** @param {(battery: {level: number, charging: boolean}) => void} listener */
  onBattery(listener) { this.battery = listener; }
  /** @param {() => void} listener */
  onVisibility(listener) { this.seen = listener; }
  isHidden() { return this.hidden; }

  async keepAwake() {
    if (!this.allowed) throw new Error('not now');
    this.locks++;
    return { release: async () => { this.locks--; }, onReleased: (/** @type {() => void} */ listener) => { this.released = listener; } };
  }

  /** As a browser does: the lock goes with the sight of the page. @param {boolean} hidden */
  hide(hidden) {
    this.hidden = hidden;
    if (hidden && this.locks > 0) {
      this.locks = 0;
      this.released();
    }
    this.seen();
  }
}

/** @param {Device} device */
function mannersOn(device, awake = true) {
  /** @type {string[]} */
  const heard = [];
  const manners = new Manners(device, awake, { onLow: (low) => heard.push(`low ${low}`), onHidden: (hidden) => heard.push(`hidden ${hidden}`) });
  return { manners, heard };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a low battery that is not charging is told once, and so is its end', () => {
  const device = new Device();
  const { heard } = mannersOn(device);
  for (const level of [0.5, 0.2, 0.19, 0.1]) device.battery({ level, charging: false });
  assert.deepEqual(heard, ['low true']);
  device.battery({ level: 0.1, charging: true });
  assert.deepEqual(heard, ['low true', 'low false']);
  assert.equal(isLow({ level: 0.05, charging: true }), false);
});

test('the screen stays on while there is work and the page is seen, and no longer', async () => {
  const device = new Device();
  const { manners } = mannersOn(device);
  await settled();
  assert.equal(device.locks, 0, 'not before the tap');
  manners.isWorking = true;
  await settled();
  assert.equal(device.locks, 1);
  device.hide(true);
  await settled();
  assert.equal(device.locks, 0);
  device.hide(false);
  await settled();
  assert.equal(device.locks, 1, 'asked for again');
  manners.isWorking = false;
  await settled();
  assert.equal(device.locks, 0, 'released by a pause');
});

test('a browser that does not keep the screen on is no trouble, and a person may not want it', async () => {
  const device = new Device();
  device.allowed = false;
  const { manners } = mannersOn(device);
  manners.isWorking = true;
  await settled();
  manners.awake = false;
  device.allowed = true;
  device.hide(false);
  await settled();
  assert.equal(device.locks, 0);
  manners.awake = true;
  await settled();
  assert.equal(device.locks, 1);
});

test('a lock that is granted after the pause is given back', async () => {
  const device = new Device();
  const { manners } = mannersOn(device);
  manners.isWorking = true;
  manners.isWorking = false;
  await settled();
  assert.equal(device.locks, 0);
});

test('settings that make no sense are those of a new device', () => {
  assert.deepEqual(loadSettings('phone', null), { power: 'balanced', dataLimit: null, awake: true });
  assert.deepEqual(loadSettings('desktop', { power: 'toString', dataLimit: 7, awake: 'x' }), { power: 'full', dataLimit: null, awake: true });
  assert.deepEqual(loadSettings('desktop', { power: 'eco', dataLimit: 1e9, awake: false }), { power: 'eco', dataLimit: 1e9, awake: false });
});

for (const [what, hostname, search, wasDiscarded, joined, expected] of /** @type {const} */ ([
  ['a link', 'grid.example', '', false, true, false],
  ['a link that asks for it from elsewhere', 'grid.example', '?auto=1', false, false, false],
  ['a name that only looks like this computer', '127.0.0.1.grid.example', '?auto=1', false, false, false],
  ['a program on this computer', '127.0.0.1', '?auto=1&engine=js', false, false, true],
  ['this computer without a word', 'localhost', '', false, false, false],
  ['a tab put away while it was on the grid', 'grid.example', '', true, true, true],
  ['a tab put away before the tap', 'grid.example', '', true, false, false],
])) {
  test(`${what} ${expected ? 'joins by itself' : 'waits for a tap'}`, () => {
    assert.equal(comesByItself({ hostname, search }, { wasDiscarded }, joined), expected);
  });
}

test('an eco device rests about seven tenths of the time, and not once nobody wants its work', async () => {
  const pace = new Pace();
  pace.worked(1_000);
  await pace.rest(() => false);
  assert.equal(pace.restedMs, 0, 'full power needs no rest');
  pace.duty = 0.3;
  pace.worked(30);
  await pace.rest(() => false);
  assert.ok(pace.restedMs >= 69, String(pace.restedMs));
  const before = pace.restedMs;
  pace.worked(1e9);
  await pace.rest(() => true);
  assert.equal(pace.restedMs, before);
  assert.equal(pace.workedMs, 1e9 + 1_030);
  pace.duty = 0.3;
  for (let turn = 1; turn <= 3; turn++) pace.worked(1);
  await pace.rest(() => false);
  assert.equal(pace.restedMs, before, 'a timer would rest longer than is owed so far');
  pace.worked(1);
  await pace.rest(() => false);
  assert.ok(pace.restedMs >= before + 8, 'what several turns owe is rested together');
});

for (const [state, browser] of /** @type {[string, any][]} */ ([
  ['insecure', { isSecureContext: false }],
  ['missing', { isSecureContext: true }],
  ['refused', { isSecureContext: true, gpu: { requestAdapter: async () => null } }],
  ['imitated', { isSecureContext: true, gpu: { requestAdapter: async () => adapter('google', 'swiftshader') } }],
  ['found', { isSecureContext: true, gpu: { requestAdapter: async () => adapter('nvidia', 'ampere') } }],
])) {
  test(`a browser's graphics processor is ${state}`, async () => {
    const found = await survey({ kind: 'desktop', cores: 4, memoryGb: null }, browser);
    assert.equal(found.gpu, state);
    assert.deepEqual(found.gpuFeatures, state === 'found' || state === 'imitated' ? ['subgroups'] : []);
    assert.equal(found.hasWasm, true);
  });
}

/** @param {string} vendor @param {string} architecture */
function adapter(vendor, architecture) {
  return { info: { vendor, architecture, description: '' }, features: new Set(['subgroups', 'timestamp-query']), limits: {} };
}
