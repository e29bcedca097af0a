/**
 * The page's own thread: reads the invitation from the address, starts the worker, shows what it says and keeps its identity. Everything else
 * happens in worker/.
 */
import { defaultName, deviceFacts } from './facts.js';
import { takePlace } from './identity.js';
import { View } from './view.js';
import { NO_KEY, wordsFor } from './words.js';

/** @typedef {import('./worker/types.js').ToWorker} ToWorker @typedef {import('./worker/types.js').FromWorker} FromWorker */

const GOODBYE_MS = 60;

const view = new View(() => tell({ type: 'stop', reason: 'closed by its owner' }), () => void join());
/** @type {Worker | null} */
let worker = null;
/** @type {import('./identity.js').Place | null} */
let place = null;
let isStopped = true;

const says = browserSays();
addEventListener('hashchange', () => location.reload());
addEventListener('pagehide', leave);
addEventListener('pageshow', ({ persisted }) => { if (persisted) void join(); });
void join();

async function join() {
  const joinKey = location.hash.slice(1);
  if (!joinKey) {
    view.say(NO_KEY);
    return;
  }
  place ??= await takePlace(defaultName(says, Math.random().toString(36).slice(2, 5)));
  worker ??= startWorker();
  const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/worker`;
  const engine = new URLSearchParams(location.search).get('engine');
  isStopped = false;
  tell({ type: 'start', url, joinKey, identity: place.identity, facts: deviceFacts(says), engine });
}

function startWorker() {
  const started = new Worker('/assets/worker/main.js', { type: 'module', name: 'worker' });
  started.onmessage = (/** @type {MessageEvent<FromWorker>} */ { data }) => {
    if (data.type === 'view') {
      view.show(data.view);
    } else if (place) {
      place.identity = data.identity;
      place.remember(data.identity);
    }
  };
  started.onerror = ({ message }) => view.say(wordsFor({ phase: 'broken', message: message ?? '' }));
  return started;
}

/** Says goodbye when the page goes away. The worker is a thread of its own: it needs this moment to send its last message. */
function leave() {
  if (!worker || isStopped) return;
  tell({ type: 'stop', reason: 'its page was closed' });
  const until = performance.now() + GOODBYE_MS;
  while (performance.now() < until);
}

/** @param {ToWorker} message */
function tell(message) {
  isStopped = message.type === 'stop';
  worker?.postMessage(message);
}

/** @returns {import('./facts.js').BrowserSays} */
function browserSays() {
  const more = /** @type {{userAgentData?: import('./facts.js').BrowserSays['hints'], deviceMemory?: number}} */ (/** @type {unknown} */ (navigator));
  return {
    userAgent: navigator.userAgent,
    hints: more.userAgentData,
    touchPoints: navigator.maxTouchPoints,
    shortSide: Math.min(screen.width, screen.height),
    cores: navigator.hardwareConcurrency,
    memoryGb: more.deviceMemory,
  };
}
