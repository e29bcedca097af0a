/** Puts a view on the page. Owns the elements and the countdown; the words are in words.js. */
import { countdown, duration, engineName, size, speed, wordsFor } from './words.js';

/** @typedef {import('./worker/types.js').WorkerView} WorkerView @typedef {import('./worker/types.js').Phase} Phase */

/** @type {ReadonlySet<Phase>} */
const MAY_STOP = new Set(['checking', 'joining', 'idle', 'transferring', 'computing', 'away', 'full']);
/** @type {ReadonlySet<Phase>} */
const MAY_JOIN = new Set(['away', 'full', 'left', 'replaced', 'removed']);
const CALM_MS = 400; // small tasks switch between receiving and computing many times a second

/** @param {string} id @returns {HTMLElement} */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

export class View {
  #backAt = 0;
  #shownPhase = '';
  #phaseSince = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /** @param {() => void} onStop @param {() => void} onJoin */
  constructor(onStop, onJoin) {
    element('stop').addEventListener('click', onStop);
    element('join').addEventListener('click', onJoin);
    setInterval(() => this.#count(), 250);
  }

  /** @param {WorkerView} view */
  show(view) {
    this.#showPhase(view);
    const { phase, backInMs } = view;
    this.#backAt = backInMs === null ? 0 : performance.now() + backInMs;
    element('countdown').hidden = backInMs === null;
    this.#count();
    element('stop').hidden = !MAY_STOP.has(phase);
    element('join').hidden = !MAY_JOIN.has(phase);
    text('join', phase === 'away' || phase === 'full' ? 'Try now' : 'Join again');
    element('figures').hidden = element('facts').hidden = element('why').hidden = view.engine === null;
    text('verified', view.rejected > 0 ? `${view.verified} (${view.rejected} wrong)` : String(view.verified));
    text('speed', speed(view.opsPerSecond));
    text('computing', duration(view.computeMs));
    text('moved', size(view.bytesMoved));
    text('name', view.name);
    text('engine', engineName(view.engine));
    text('device', view.device);
    text('why', view.why);
  }

  /** For what happens before there is a worker. @param {{headline: string, sentence: string}} words */
  say({ headline, sentence }) {
    element('card').dataset.phase = 'broken';
    text('headline', headline);
    text('sentence', sentence);
  }

  /** While working, a phase stays for a moment, so that neither eyes nor screen readers are troubled. @param {WorkerView} view */
  #showPhase(view) {
    clearTimeout(this.#later);
    const now = performance.now();
    const working = [view.phase, this.#shownPhase].every((phase) => phase === 'transferring' || phase === 'computing' || phase === 'idle');
    const wait = working && view.phase !== this.#shownPhase ? this.#phaseSince + CALM_MS - now : 0;
    if (wait > 0) {
      this.#later = setTimeout(() => this.#showPhase(view), wait);
      return;
    }
    if (view.phase !== this.#shownPhase) this.#phaseSince = now;
    this.#shownPhase = view.phase;
    element('card').dataset.phase = view.phase;
    const { headline, sentence } = wordsFor(view);
    text('headline', headline);
    text('sentence', sentence);
  }

  #count() {
    if (this.#backAt > 0) text('countdown', countdown(Math.ceil((this.#backAt - performance.now()) / 1_000)));
  }
}

/** Writes only what changed: a live region speaks whatever is written. @param {string} id @param {string} words */
function text(id, words) {
  const at = element(id);
  if (at.textContent !== words) at.textContent = words;
}
