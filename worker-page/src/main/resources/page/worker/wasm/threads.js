/**
 * The threads that an engine computes with: the one that calls, and further ones, which are Web Workers inside this one. Owns those. Work is cut into shares;
 * whoever is free takes the next one, so that slow cores do not keep quick ones waiting.
 */
import { Breaks, TURN_MS, within } from '../time.js';
import { pace } from '../pace.js';
import { Control, sharesOf } from './control.js';

const LOOK_MS = 12; // so often, while the others still compute
const READY_LIMIT_MS = 5_000;
const SILENCE_LIMIT_MS = 3_000; // a step takes about 1 ms
const MOST_BETWEEN_MS = 100; // two looks: what is more, this thread itself was not let compute, and the others hardly either

/** @typedef {import('./thread.js').ToThread} ToThread @typedef {import('./thread.js').FromThread} FromThread */

/** A further thread is not there any more, or does not answer. What it was computing may still be written to. */
export class ThreadLost extends Error {}

export class Threads {
  /** @type {Thread[]} */
  #further;
  #control;

  /** @param {Thread[]} further @param {Control} control */
  constructor(further, control) {
    this.#further = further;
    this.#control = control;
  }

  static alone() {
    return new Threads([], new Control(Control.wordsFor(1)));
  }

  /**
   * @param {number} count this thread included @param {ReadonlyMap<string, WebAssembly.Module>} modules of the kernels, by name
   * @param {WebAssembly.Memory} memory shared
   */
  static async open(count, modules, memory) {
    const control = new Control(Control.wordsFor(count));
    const threads = new Threads(Array.from({ length: count - 1 }, (_, i) => new Thread(i + 1, control, modules)), control);
    try {
      await within(READY_LIMIT_MS, 'Opening threads', threads.use(memory));
    } catch (e) {
      threads.keep(1);
      throw e;
    }
    return threads;
  }

  /** All of them, this one included. */
  get count() {
    return 1 + this.#further.length;
  }

  /** Ends those beyond the first. @param {number} count this one included */
  keep(count) {
    for (const thread of this.#further.splice(count - 1)) thread.close();
  }

  /** From the next work on. @param {WebAssembly.Memory} memory shared @returns {Promise<unknown>} when all have it */
  use(memory) {
    return Promise.all(this.#further.map((thread) => thread.use(memory)));
  }

  /**
   * Computes all shares, resting as pace.js asks, or some of them, when cancelled. In the end nobody computes any more.
   *
   * @param {import('../../kernels/types.js').Kernel} kernel @param {import('../../kernels/types.js').WasmPlan} plan
   * @param {import('../../kernels/types.js').WasmThread} here @param {number} count of threads, this one included @param {() => boolean} cancelled
   * @returns {Promise<boolean>} whether it was not cancelled @throws {ThreadLost}
   */
  async run(kernel, plan, here, count, cancelled) {
    if (!kernel.wasm) throw new Error(`The kernel ${kernel.name} is not here.`);
    this.#control.begin();
    const others = new Others(this.#further.slice(0, count - 1).map((thread) => thread.compute(kernel.name, plan)), this.#control);
    const own = sharesOf(kernel.wasm, plan, here, this.#control);
    const breaks = new Breaks();
    try {
      for (let isBusy = true, isWanted = true; ;) {
        const began = performance.now();
        if (isBusy) isBusy = workFor(TURN_MS, own);
        else await others.ended(LOOK_MS);
        others.check();
        if (!isBusy && others.areDone) return isWanted;
        pace.worked(performance.now() - began);
        await breaks.letOthersIn();
        if (await this.#mayGoOn(cancelled)) continue;
        this.#control.stop();
        isBusy = isWanted = false;
        if (others.areDone) return false;
      }
    } finally {
      breaks.close();
    }
  }

  /** After a rest, if one is owed. @param {() => boolean} cancelled @returns {Promise<boolean>} false: nobody wants the result any more */
  async #mayGoOn(cancelled) {
    if (!pace.isTired) return !cancelled();
    this.#control.rest();
    await pace.rest(cancelled);
    if (cancelled()) return false;
    this.#control.goOn();
    return true;
  }
}

/** What the further threads make of one piece of work. */
class Others {
  areDone = false;
  /** @type {string | null} */
  #failure = null;
  #all;
  #control;
  #signs = -1;
  #silentMs = 0;
  #lookedAt = performance.now();

  /** @param {Promise<void>[]} done @param {Control} control */
  constructor(done, control) {
    this.#control = control;
    this.areDone = done.length === 0;
    this.#all = Promise.all(done).then(() => { this.areDone = true; }, (e) => { this.#failure = e instanceof Error ? e.message : String(e); });
  }

  /** When they have all ended, at most so long. @param {number} ms */
  ended(ms) {
    return Promise.race([this.#all, new Promise((resolve) => setTimeout(resolve, ms))]);
  }

  /** @throws {ThreadLost} */
  check() {
    if (this.#failure !== null) throw new ThreadLost(this.#failure);
    if (this.areDone) return;
    const [now, { signs }] = [performance.now(), this.#control];
    this.#silentMs = signs === this.#signs ? this.#silentMs + Math.min(MOST_BETWEEN_MS, now - this.#lookedAt) : 0;
    [this.#signs, this.#lookedAt] = [signs, now];
    if (this.#silentMs > SILENCE_LIMIT_MS) throw new ThreadLost(`A thread was silent for ${SILENCE_LIMIT_MS / 1_000} s.`);
  }
}

/** A Web Worker of thread.js. It does one thing at a time. */
class Thread {
  #worker;
  /** @type {{resolve: () => void, reject: (error: Error) => void}[]} what it has yet to answer, in order */
  #awaited = [];
  /** @type {Error | null} */
  #failure = null;

  /** @param {number} index from 1 @param {Control} control @param {ReadonlyMap<string, WebAssembly.Module>} modules */
  constructor(index, { words }, modules) {
    this.#worker = new Worker(new URL('./thread.js', import.meta.url), { type: 'module', name: `thread ${index}` });
    this.#worker.onmessage = () => this.#awaited.shift()?.resolve();
    this.#worker.onerror = (event) => {
      event.preventDefault(); // it is dealt with here, and no failure of the page
      this.#fail(new Error(event.message || 'A thread could not be started.'));
    };
    this.#send({ type: 'open', index, words, modules });
  }

  /** @param {WebAssembly.Memory} memory */
  use(memory) {
    return this.#ask({ type: 'memory', memory });
  }

  /** @param {string} kernel @param {import('../../kernels/types.js').WasmPlan} plan */
  compute(kernel, plan) {
    return this.#ask({ type: 'compute', kernel, plan });
  }

  close() {
    this.#worker.terminate();
    this.#fail(new Error('A thread was ended.'));
  }

  /** @param {ToThread} message @returns {Promise<void>} */
  #ask(message) {
    if (this.#failure) return Promise.reject(this.#failure);
    /** @type {Promise<void>} */
    const answer = new Promise((resolve, reject) => this.#awaited.push({ resolve, reject }));
    answer.catch(() => {}); // told when it is waited for, if it ever is
    this.#send(message);
    return answer;
  }

  /** @param {ToThread} message */
  #send(message) {
    this.#worker.postMessage(message);
  }

  /** @param {Error} error */
  #fail(error) {
    this.#failure = error;
    for (const { reject } of this.#awaited.splice(0)) reject(error);
  }
}

/** @param {number} ms @param {Iterator<unknown>} steps @returns {boolean} whether some are left */
function workFor(ms, steps) {
  const end = performance.now() + ms;
  while (!steps.next().done) if (performance.now() >= end) return true;
  return false;
}
