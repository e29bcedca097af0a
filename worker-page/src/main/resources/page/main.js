/**
 * The page's own thread: reads the invitation from the address, looks at the device, waits for the person's tap, starts the worker, shows what it
 * says and keeps its identity. Everything else happens in worker/.
 */
import { showControls } from './controls.js';
import { comesByItself, forgetJoined, rememberJoined } from './coming.js';
import { browserSays, cleanName, defaultName, deviceFacts } from './facts.js';
import { takePlace } from './identity.js';
import { onLifecycle } from './lifecycle.js';
import { Manners } from './manners.js';
import { DUTY, keepSettings, loadSettings } from './settings.js';
import { surroundings } from './surroundings.js';
import { Today } from './today.js';
import { View } from './view.js';
import { NO_KEY, wordsFor } from './words.js';

/** @typedef {import('./worker/types.js').ToWorker} ToWorker @typedef {import('./worker/types.js').FromWorker} FromWorker */

const GOODBYE_MS = 60;
const NEW_DAY_MS = 60_000; // a data limit that was reached is looked at again
/** The worker does not come back by itself: nor may the page, should the browser put it away and bring it back. @type {ReadonlySet<string>} */
const IS_OVER = new Set(['removed', 'replaced', 'bad_key', 'bad_protocol']);
const joinKey = location.hash.slice(1);
const says = browserSays();
const facts = deviceFacts(says);
let settings = loadSettings(facts.kind);
let isJoined = false;
let wasJoined = false; // when the page went away or was frozen
/** @type {number | null | undefined} the limit that the worker knows */
let toldLimit;

const around = surroundings(navigator, document);
const manners = new Manners(around, settings.awake, { onLow: holdForBattery, onHidden });
const view = new View({ join, retry: () => join(place?.identity.name ?? ''), stop, pause: (held) => tell({ type: 'hold', by: 'owner', held }) });
const today = new Today();
view.dataLimit = settings.dataLimit;
showControls(settings, around.canKeepAwake, (changed) => {
  settings = changed;
  keepSettings(settings);
  manners.awake = settings.awake;
  view.dataLimit = settings.dataLimit;
  tellLimits();
});
today.onOthers(mindTheDay);
setInterval(mindTheDay, NEW_DAY_MS);

addEventListener('hashchange', () => location.reload());
onLifecycle(window, document, {
  goingAway() {
    leave('its page was closed');
    place?.release();
    place = null;
  },
  frozen: () => leave('its page was put to sleep'),
  back: () => void comeBack(),
});

/** @type {import('./identity.js').Place | null} */
let place = null;
/** @type {Worker | null} */
let worker = null;

if (joinKey) {
  place = await takePlace(defaultName(says, Math.random().toString(36).slice(2, 5)));
  worker = startWorker();
  if (comesByItself(location, document)) join(place.identity.name);
  else {
    view.showReady(place.identity.name);
    tell({ type: 'look', facts });
  }
} else {
  view.say(NO_KEY);
}

/** @param {string} name chosen by the person; empty: the one that it has */
function join(name) {
  if (!place) return;
  const chosen = cleanName(name);
  if (chosen) place.identity = { ...place.identity, name: chosen };
  place.remember(place.identity);
  const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/worker`;
  isJoined = true;
  rememberJoined();
  tell({ type: 'start', url, joinKey, identity: place.identity, facts, engine: new URLSearchParams(location.search).get('engine') });
  tellLimits();
  if (manners.isLow) holdForBattery(true);
}

function over() {
  forgetJoined();
  isJoined = wasJoined = false;
}

function stop() {
  over();
  tell({ type: 'stop', reason: 'closed by its owner' });
}

function startWorker() {
  const started = new Worker('/assets/worker/main.js', { type: 'module', name: 'worker' });
  started.onmessage = (/** @type {MessageEvent<FromWorker>} */ { data }) => {
    switch (data.type) {
      case 'survey':
        if (!isJoined) view.showPlan(data.survey, facts);
        return;
      case 'view':
        manners.isWorking = data.view.phase === 'idle' || data.view.phase === 'transferring' || data.view.phase === 'computing';
        today.moved(data.view.bytesMoved);
        view.show(data.view, today.bytes);
        mindTheDay();
        if (IS_OVER.has(data.view.phase)) over();
        return;
      case 'identity':
        if (!place) return;
        place.identity = data.identity;
        place.remember(data.identity);
    }
  };
  started.onerror = ({ message }) => view.say(wordsFor({ phase: 'broken', message: message ?? '' }));
  return started;
}

function tellLimits() {
  if (!isJoined) return;
  toldLimit = today.visitLimit(settings.dataLimit);
  tell({ type: 'limit', duty: DUTY[settings.power], bytes: toldLimit });
}

/** What other tabs have moved counts too, and a new day begins at nothing. */
function mindTheDay() {
  if (toldLimit !== today.visitLimit(settings.dataLimit)) tellLimits();
}

/** @param {boolean} held */
function holdForBattery(held) {
  if (isJoined) tell({ type: 'hold', by: 'battery', held });
}

/** @param {boolean} isHidden */
function onHidden(isHidden) {
  view.background(isHidden, isJoined);
}

/** Says goodbye when the page goes away. The worker is a thread of its own: it needs this moment to send its last message. @param {string} reason */
function leave(reason) {
  today.write();
  if (!isJoined) return;
  wasJoined = true;
  isJoined = false;
  tell({ type: 'stop', reason });
  const until = performance.now() + GOODBYE_MS;
  while (performance.now() < until);
}

/** Joins again without a tap, if it was on the grid when it went away. */
async function comeBack() {
  place ??= joinKey ? await takePlace(defaultName(says, Math.random().toString(36).slice(2, 5))) : null;
  if (!wasJoined || !place) return;
  wasJoined = false;
  join(place.identity.name);
}

/** @param {ToWorker} message */
function tell(message) {
  worker?.postMessage(message);
}
