/** The dedicated Web Worker that is the worker: does what the page asks, tells it what to show and what to remember. */
import { pace } from './pace.js';
import { Shell } from './shell.js';
import { survey } from './survey.js';

const VIEW_EVERY_MS = 100;

/** @typedef {import('./types.js').ToWorker} ToWorker @typedef {import('./types.js').FromWorker} FromWorker */

const page = /** @type {{postMessage: (message: FromWorker) => void, onmessage: ((event: MessageEvent<ToWorker>) => void) | null}} */ (
  /** @type {unknown} */ (self));

/** @type {Shell | null} */
let shell = null;
let shownAt = -Infinity;
let due = false;

page.onmessage = ({ data }) => {
  switch (data.type) {
    case 'look':
      void survey(data.facts, { gpu: navigator.gpu, isSecureContext, crossOriginIsolated, SharedArrayBuffer: globalThis.SharedArrayBuffer, Worker: globalThis.Worker }).then((found) => page.postMessage({ type: 'survey', survey: found }));
      return;
    case 'start':
      shell ??= new Shell(data, (identity) => page.postMessage({ type: 'identity', identity }), viewChanged);
      shell.tell({ type: 'started', joinKey: data.joinKey, identity: data.identity, facts: data.facts });
      return;
    case 'stop':
      shell?.tell({ type: 'stopped', reason: data.reason });
      return;
    case 'hold':
      shell?.tell({ type: 'held', by: data.by, held: data.held });
      return;
    case 'limit':
      pace.duty = data.duty;
      shell?.tell({ type: 'data_limited', bytes: data.bytes });
  }
};

/** At most ten views a second, the last one always. */
function viewChanged() {
  if (due) return;
  due = true;
  setTimeout(() => {
    due = false;
    shownAt = performance.now();
    if (shell) page.postMessage({ type: 'view', view: shell.view });
  }, Math.max(0, shownAt + VIEW_EVERY_MS - performance.now()));
}
