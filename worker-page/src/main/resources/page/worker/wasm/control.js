/**
 * What the threads of one product or picture agree on, in a few words of shared memory: which share of the work is next, whether to go on, and a
 * sign of life of each. One that computes alone uses it the same way, on words of its own.
 */
const [NEXT, ORDER, FIRST_SIGN] = [0, 1, 2];
const [GO, REST, STOP] = [0, 1, 2];
const LOOKS_AGAIN_MS = 1_000; // while it rests: a word that was missed does not end in sleep for ever

export class Control {
  words;

  /** @param {Int32Array} words of wordsFor() */
  constructor(words) {
    this.words = words;
  }

  /** @param {number} threads */
  static wordsFor(threads) {
    const bytes = 4 * (FIRST_SIGN + threads);
    return new Int32Array(threads > 1 ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  }

  /** For new work: nobody may be busy with the work before. */
  begin() {
    Atomics.store(this.words, NEXT, 0);
    this.#order(GO);
  }

  /** @returns {number} a share that nobody else gets */
  next() {
    return Atomics.add(this.words, NEXT, 1);
  }

  rest() {
    this.#order(REST);
  }

  goOn() {
    this.#order(GO);
  }

  stop() {
    this.#order(STOP);
  }

  /** @param {number} order */
  #order(order) {
    Atomics.store(this.words, ORDER, order);
    Atomics.notify(this.words, ORDER);
  }

  /** Between two steps of a further thread: a sign of life, and sleep while there is rest. @param {number} thread @returns {boolean} whether to go on */
  mayGoOn(thread) {
    Atomics.add(this.words, FIRST_SIGN + thread, 1);
    while (Atomics.load(this.words, ORDER) === REST) Atomics.wait(this.words, ORDER, REST, LOOKS_AGAIN_MS);
    return Atomics.load(this.words, ORDER) === GO;
  }

  /** Changes while any further thread works. */
  get signs() {
    let sum = 0;
    for (let word = FIRST_SIGN; word < this.words.length; word++) sum += Atomics.load(this.words, word);
    return sum;
  }
}

/**
 * The steps of one thread: those of share after share, until none is left.
 *
 * @param {import('../../kernels/types.js').WasmKernel<any, any>} kernel @param {import('../../kernels/types.js').WasmPlan} plan
 * @param {import('../../kernels/types.js').WasmThread} thread @param {Control} control
 * @returns {Generator<unknown>} each of about 1 ms at most
 */
export function* sharesOf(kernel, plan, thread, control) {
  for (let share = control.next(); share < plan.shares; share = control.next()) {
    yield* kernel.compute(plan, share, thread);
    yield;
  }
}
