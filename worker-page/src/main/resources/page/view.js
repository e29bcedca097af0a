/** Puts a view on the page. Owns the elements and the countdown; the words are in words.js and device-words.js, the settings in controls.js. */
import { planOf, toldInWords } from './device-words.js';
import { element, input, list, text } from './elements.js';
import { count, countdown, duration, placeOf, roundSize, size, speed, wordsFor } from './words.js';

/** @typedef {import('./worker/types.js').WorkerView} WorkerView @typedef {import('./worker/types.js').Phase} Phase */

/** @type {ReadonlySet<Phase>} */
const WORKING = new Set(['idle', 'transferring', 'computing']);
/** @type {ReadonlySet<Phase>} */
const MAY_STOP = new Set(['checking', 'joining', 'idle', 'transferring', 'computing', 'paused', 'away', 'full']);
/** @type {ReadonlySet<Phase>} */
const MAY_JOIN = new Set(['ready', 'left', 'replaced', 'removed']);
const CALM_MS = 400; // small tasks switch between receiving and computing many times a second

/** What the person can ask for. @typedef {{join: (name: string) => void, retry: () => void, stop: () => void, pause: (paused: boolean) => void}} Wishes */

export class View {
  #backAt = 0;
  /** @type {Phase} */
  #shownPhase = 'checking';
  #phaseSince = 0;
  #isPaused = false;
  #isBehind = false;
  /** @type {number | null} */
  #dataLimit = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /** @param {Wishes} wishes */
  constructor({ join, retry, stop, pause }) {
    element('ready').addEventListener('submit', (event) => {
      event.preventDefault();
      join(input('name').value);
    });
    element('retry').addEventListener('click', retry);
    element('stop').addEventListener('click', stop);
    element('pause').addEventListener('click', () => pause(!this.#isPaused));
    setInterval(() => this.#count(), 250);
  }

  /** Before the tap. @param {string} name */
  showReady(name) {
    element('settings').hidden = false;
    this.#show({ phase: 'ready', message: '', heldBy: [], name });
  }

  /** What the device has to compute with. @param {import('./worker/survey.js').Survey} survey @param {import('./worker/types.js').DeviceFacts} facts */
  showPlan(survey, facts) {
    const { gpu, features, processor, memory, link, note } = planOf(survey, facts);
    text('gpu', gpu);
    element('gpu-row').hidden = features === '';
    text('gpu-features', features);
    text('processor', processor);
    text('memory', memory);
    text('link', link);
    text('gpu-note', note);
    element('plan').hidden = element('gpu-note').hidden = false;
  }

  /** @param {WorkerView} view @param {number} bytesToday of this browser, which the data limit counts */
  show(view, bytesToday) {
    this.#calmly(view);
    const { phase, backInMs } = view;
    this.#backAt = backInMs === null ? 0 : performance.now() + backInMs;
    element('countdown').hidden = backInMs === null;
    this.#count();
    element('settings').hidden = false;
    element('figures').hidden = element('told').hidden = view.told === null;
    element('plan').hidden = element('gpu-note').hidden = view.told !== null || !MAY_JOIN.has(phase);
    text('verified', view.rejected > 0 ? `${view.verified} (${view.rejected} wrong)` : String(view.verified));
    text('operations', count(view.operations));
    text('speed', speed(view.opsPerSecond));
    const { place, badge } = placeOf(view.standing);
    text('place', place);
    text('badge', badge);
    element('badge').dataset['badge'] = badge;
    element('badge').hidden = badge === '';
    text('computing', duration(view.computeMs));
    text('moved', this.#dataLimit === null ? size(view.bytesMoved) : `${size(bytesToday)} of ${roundSize(this.#dataLimit)} today`);
    text('why', view.why);
    list('told-list', view.told ? toldInWords(view.told) : []);
  }

  /** @param {number | null} bytes */
  set dataLimit(bytes) {
    this.#dataLimit = bytes;
  }

  /** The page went out of sight, or came back. @param {boolean} isHidden @param {boolean} isJoined */
  background(isHidden, isJoined) {
    this.#isBehind = isHidden && isJoined;
    if (this.#isBehind) element('background').hidden = false;
    this.#entitle();
  }

  /** Safari lets pages that change their title go on in the background for longer (docs/browsers.md). */
  #entitle() {
    const state = WORKING.has(this.#shownPhase) ? 'On the grid' : wordsFor({ phase: this.#shownPhase, message: '' }).headline;
    document.title = `${this.#isBehind ? 'In the background, maybe slower' : state} – The Distributed Brain`;
  }

  /** For what happens before there is a worker. @param {{headline: string, sentence: string}} words */
  say({ headline, sentence }) {
    element('card').dataset['phase'] = 'broken';
    text('headline', headline);
    text('sentence', sentence);
    text('spoken', `${headline}. ${sentence}`);
  }

  /** While working, a phase stays for a moment, so that no eye is troubled. @param {WorkerView} view */
  #calmly(view) {
    clearTimeout(this.#later);
    const now = performance.now();
    const working = WORKING.has(view.phase) && WORKING.has(this.#shownPhase);
    const wait = working && view.phase !== this.#shownPhase ? this.#phaseSince + CALM_MS - now : 0;
    if (wait > 0) {
      this.#later = setTimeout(() => this.#calmly(view), wait);
      return;
    }
    if (view.phase !== this.#shownPhase) this.#phaseSince = now;
    this.#show(view);
  }

  /** @param {Pick<WorkerView, 'phase' | 'message' | 'heldBy' | 'name'>} view */
  #show({ phase, message, heldBy, name }) {
    const before = this.#shownPhase;
    this.#shownPhase = phase;
    element('card').dataset['phase'] = phase;
    const { headline, sentence } = wordsFor({ phase, message, heldBy });
    text('headline', headline);
    text('sentence', sentence);
    // A screen reader hears that the device is on the grid, and not of each piece of work.
    if (!WORKING.has(phase)) text('spoken', `${headline}. ${sentence}`);
    else if (!WORKING.has(before)) text('spoken', 'This device is on the grid. Work starts by itself.');
    this.#entitle();
    this.#isPaused = phase === 'paused' && heldBy.includes('owner');
    this.#keepingFocus(() => {
      if (MAY_JOIN.has(phase) && element('ready').hidden && name) input('name').value = name;
      element('ready').hidden = !MAY_JOIN.has(phase);
      text('join', phase === 'ready' ? 'Join' : 'Join again');
      element('retry').hidden = phase !== 'away' && phase !== 'full';
      element('stop').hidden = !MAY_STOP.has(phase);
      element('pause').hidden = !WORKING.has(phase) && !this.#isPaused;
      text('pause', this.#isPaused ? 'Go on' : 'Pause');
    });
  }

  /** What had the focus may be hidden: then the headline has it, which says what is next. @param {() => void} change */
  #keepingFocus(change) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    change();
    if (focused && focused !== document.body && focused.getClientRects().length === 0) element('headline').focus();
  }

  #count() {
    if (this.#backAt > 0) text('countdown', countdown(Math.ceil((this.#backAt - performance.now()) / 1_000)));
  }
}
