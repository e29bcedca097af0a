/**
 * Does what the session decides: owns the engine, the connection and the one timer, and turns what comes of them into events. One task is
 * computed at a time, while the result of the one before may still be read back; everything happens in this Web Worker, so that a hidden tab keeps its speed.
 */
import { Connection } from './connection.js';
import { findKernel, KERNELS } from '../kernels/index.js';
import { chooseEngine } from './engine.js';
import { newResult } from './frames.js';
import { compute, kernelsOf } from './kernels.js';
import { measureLink, MOST_PROBED_BYTES } from './link.js';
import { pace } from './pace.js';
import { generatesRightly } from './probe.js';
import { realEngines, storageOf } from './resources.js';
import { Session } from './session.js';
import { GENERATOR } from './synthetic.js';
import { DeviceLost, OutOfMemory } from './types.js';

const GPU_LOSSES_BORNE = 3;
const PROBED_PART = 0.05;

/**
 * @typedef {import('./instructions.js').Instruction} Instruction
 * @typedef {import('./instructions.js').SessionEvent} SessionEvent
 * @typedef {import('./types.js').Engine} Engine
 * @typedef {{kernels: string[], generators: string[]}} Abilities
 */

export class Shell {
  #session = new Session(Math.random);
  #url;
  #forced;
  #engines;
  #onIdentity;
  #onChange;
  /** @type {Engine | null} */
  #engine = null;
  /** @type {Connection | null} */
  #connection = null;
  /** @type {Promise<void>} until the engine is free for the next task */
  #computing = Promise.resolve();
  /** When the result before was there. */
  #lastEnd = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #gpuLosses = 0;
  /** @type {import('./link.js').Link | null} tried once */
  #link = null;
  /** Of engines on which everything was found to work: the same one need not show it again after a loss. @type {Map<string, Abilities>} */
  #abilities = new Map();

  /**
   * @param {{url: string, engine: string | null, facts: import('./types.js').DeviceFacts}} options url: of the WebSocket
   * @param {(identity: import('./types.js').Identity) => void} onIdentity
   * @param {() => void} onChange the view may have changed
   */
  constructor({ url, engine, facts }, onIdentity, onChange) {
    this.#url = url;
    this.#forced = engine;
    this.#onIdentity = onIdentity;
    this.#onChange = onChange;
    this.#engines = realEngines(facts, () => (this.#gpuLosses >= GPU_LOSSES_BORNE ? `its GPU went away ${this.#gpuLosses} times` : null));
  }

  get view() {
    return this.#session.view(performance.now());
  }

  /** @param {SessionEvent} event */
  tell(event) {
    for (const instruction of this.#session.handle(event, performance.now())) this.#carryOut(instruction);
    clearTimeout(this.#timer);
    const wait = this.#session.deadline - performance.now();
    if (wait < Infinity) this.#timer = setTimeout(() => this.tell({ type: 'time_passed' }), Math.max(0, wait));
    this.#onChange();
  }

  /** @param {Instruction} instruction */
  #carryOut(instruction) {
    switch (instruction.do) {
      case 'choose_engine':
        void this.#chooseEngine();
        return;
      case 'connect':
        this.#connection = new Connection(this.#url, (event) => this.tell(event));
        return;
      case 'disconnect':
        this.#connection?.disconnect(instruction.leave);
        this.#connection = null;
        return;
      case 'send':
        this.#connection?.send(instruction.message);
        return;
      case 'send_result':
        this.#connection?.sendResult(instruction.task, instruction.result, instruction.maxFrameBytes);
        return;
      case 'drop_result':
        this.#connection?.dropResult(instruction.task);
        return;
      case 'open_block':
        this.#openBlock(instruction);
        return;
      case 'write_block':
        this.#engine?.writeBlock(instruction.block, instruction.offset, instruction.values);
        return;
      case 'free_block':
        this.#engine?.freeBlock(instruction.block);
        return;
      case 'compute':
        this.#computing = this.#computing.then(() => new Promise((free) => void this.#compute(instruction, free)));
        return;
      case 'remember':
        this.#onIdentity(instruction.identity);
    }
  }

  async #chooseEngine() {
    this.#engine?.close();
    this.#engine = null;
    const { engine, why, speeds } = await chooseEngine(this.#engines, this.#forced);
    const { kernels, generators } = await this.#abilitiesOf(engine);
    this.#engine = engine;
    void engine.lost.then((message) => {
      if (this.#engine !== engine) return;
      this.#gpuLosses++;
      this.#engine = null;
      this.tell({ type: 'engine_lost', message });
    });
    const [link, storageBytes] = [await this.#tryLink(), await storageOf(navigator)];
    const { name, device, maxBlockBytes, memoryBytes } = engine;
    this.tell({ type: 'engine_chosen', profile: { engine: name, device, why, maxBlockBytes, memoryBytes, kernels, generators, speeds, link, storageBytes } });
  }

  /** @param {Engine} engine @returns {Promise<Abilities>} */
  async #abilitiesOf(engine) {
    const which = `${engine.name} ${engine.device}`;
    const before = this.#abilities.get(which);
    if (before) return before;
    const abilities = { kernels: await kernelsOf(engine), generators: await generatesRightly(engine) ? [GENERATOR] : [] };
    if (abilities.kernels.length === KERNELS.length && abilities.generators.length > 0) this.#abilities.set(which, abilities);
    return abilities;
  }

  /** Within a small part of what may still be moved. */
  async #tryLink() {
    if (!this.#link) {
      const { link, bytes } = await measureLink((url, options) => fetch(url, options), Math.min(MOST_PROBED_BYTES, PROBED_PART * this.#session.mayMove));
      this.#link = link;
      this.tell({ type: 'bytes_moved', bytes });
    }
    return this.#link;
  }

  /** @param {{block: number, rows: number, cols: number, role: 'a' | 'b', generate?: import('./types.js').Generate}} block */
  #openBlock({ block, rows, cols, role, generate }) {
    try {
      this.#engine?.openBlock(block, rows, cols, role, generate);
    } catch (e) {
      const message = e instanceof Error ? e.message : String(e);
      queueMicrotask(() => this.tell({ type: 'block_refused', block, message })); // after the instructions that stand beside this one
    }
  }

  /** @param {{task: number, kernel: string, work: import('./types.js').Work}} instruction @param {() => void} free the next task may begin */
  async #compute({ task, kernel: name, work }, free) {
    const engine = this.#engine;
    const cancelled = () => !this.#session.wants(task);
    const [began, workedBefore, restedBefore] = [performance.now(), pace.workedMs, pace.restedMs];
    const elapsed = () => performance.now() - Math.max(began, this.#lastEnd); // until then the GPU had the task before
    const rested = () => pace.restedMs - restedBefore;
    try {
      await pace.rest(cancelled);
      if (!engine) throw new DeviceLost();
      const kernel = /** @type {import('../kernels/types.js').Kernel} */ (findKernel(name));
      const result = this.#roomFor(work, kernel);
      await compute(engine, kernel, work, result, cancelled, () => {
        this.tell({ type: 'engine_free', task });
        free();
      });
      const computeMs = elapsed();
      this.#lastEnd = performance.now();
      this.tell({ type: 'computed', task, computeMs, restedMs: rested(), result });
    } catch (e) {
      if (e instanceof DeviceLost) return; // engine.lost tells it, for all tasks at once
      const message = e instanceof Error ? e.message : String(e);
      this.tell({ type: 'failed', task, reason: e instanceof OutOfMemory ? 'out_of_memory' : 'internal', message });
    } finally {
      pace.worked(Math.max(0, performance.now() - began - rested() - (pace.workedMs - workedBefore))); // what the engine has not told itself
      free();
    }
  }

  /** @param {import('./types.js').Work} work @param {import('../kernels/types.js').Kernel} kernel @returns {import('./types.js').Values} */
  #roomFor({ rows, cols }, { Values }) {
    try {
      return newResult(rows * cols, Values);
    } catch {
      throw new OutOfMemory(`There is no room for a result of ${4 * rows * cols} bytes.`);
    }
  }
}
