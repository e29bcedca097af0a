/**
 * The tasks and blocks of one connection: which operands are still on their way, which task is next, what was cancelled. Pure: it gives back
 * instructions and knows no engine, socket or clock. It lives as long as the connection, since a new connection holds nothing.
 */
import { findKernel } from '../kernels/index.js';
import { Unsupported } from './fields.js';
import { BadFrame } from './frames.js';

/**
 * @typedef {import('./instructions.js').Instruction} Instruction
 * @typedef {import('./messages.js').ComputeTask} ComputeTask
 * @typedef {import('./types.js').Operand} Operand
 * @typedef {{task: number, kernel: import('../kernels/types.js').Kernel, work: import('./types.js').Work}} Task
 * @typedef {{rows: number, cols: number, received: number, refused: string | null}} Block received: all of it where the engine makes it;
 *   refused: why the engine has no room for it
 */

export class Workload {
  /** @type {Map<number, Task>} unfinished ones, in the order they came */
  #tasks = new Map();
  /** @type {Map<number, Block>} */
  #blocks = new Map();
  /** @type {number | null} the task being computed, cancelled or not */
  #computing = null;
  /** @type {number | null} the task whose result is still read back, while the engine is free for the next one */
  #reading = null;
  #held = false;
  #maxBlockBytes;
  #kernels;

  /** @param {number} maxBlockBytes @param {readonly string[]} kernels those that work here */
  constructor(maxBlockBytes, kernels) {
    this.#maxBlockBytes = maxBlockBytes;
    this.#kernels = kernels;
  }

  /** @returns {'computing' | 'transferring' | 'idle'} */
  get activity() {
    if (this.#computing !== null || this.#reading !== null) return 'computing';
    return this.#tasks.size > 0 ? 'transferring' : 'idle';
  }

  /** @returns {number[]} */
  get unfinished() {
    return [...this.#tasks.keys()];
  }

  /** @param {number} task */
  has(task) {
    return this.#tasks.has(task);
  }

  /** @param {ComputeTask} message @returns {Instruction[]} @throws {import('./fields.js').BadMessage} */
  add(message) {
    const { task } = message;
    let read;
    try {
      read = this.#read(message);
    } catch (e) {
      if (!(e instanceof Unsupported)) throw e;
      return [failed(task, 'unsupported', e.message)];
    }
    const { operands, rows, cols } = read.work;
    this.#tasks.set(task, read);
    const opened = operands.flatMap((operand) => this.#open(operand));
    const refused = operands.map(({ block }) => this.#blocks.get(block)?.refused).find(Boolean) ?? this.#tooLarge(rows, cols);
    if (refused) {
      this.#tasks.delete(task);
      return [...opened, failed(task, 'out_of_memory', refused)];
    }
    return [...opened, ...this.#next()];
  }

  /** @param {ComputeTask} message @returns {Task} */
  #read({ task, kernel: name, fields }) {
    const kernel = this.#kernels.includes(name) ? findKernel(name) : undefined;
    if (!kernel) throw new Unsupported(`The kernel ${name.slice(0, 40)} is not here; these are: ${this.#kernels.join(', ')}.`);
    return { task, kernel, work: kernel.read(fields) };
  }

  /** @param {import('./frames.js').Frame} frame @returns {Instruction[]} @throws {BadFrame} on a gap, an overlap, or values beyond the end */
  receive({ id, offset, count, values }) {
    const block = this.#blocks.get(id);
    if (!block) return []; // released while its frames were on their way
    const size = block.rows * block.cols;
    if (offset !== block.received || offset + count > size) {
      throw new BadFrame(`Values ${offset} to ${offset + count - 1} of block ${id} came where ${block.received} of ${size} are here.`);
    }
    block.received += count;
    if (block.refused) return [];
    return [{ do: 'write_block', block: id, offset, values }, ...this.#next()];
  }

  /** The engine has no room for a block: its tasks go to others, and its frames are let pass. @param {number} id @param {string} message @returns {Instruction[]} */
  refuse(id, message) {
    const block = this.#blocks.get(id);
    if (block) block.refused = message;
    const hit = [...this.#tasks.values()].filter((task) => uses(task, id));
    for (const { task } of hit) this.#tasks.delete(task);
    return [...hit.map(({ task }) => failed(task, 'out_of_memory', message)), ...this.#next()];
  }

  /** The engine has computed a task, and only reads its result back. @param {number} task @returns {Instruction[]} */
  free(task) {
    if (task !== this.#computing) return []; // of an earlier connection
    [this.#computing, this.#reading] = [null, task];
    return this.#next();
  }

  /** The engine is done with a task, well or not. @param {number} task @returns {{wanted: Task | null, then: Instruction[]}} wanted: null if it was cancelled */
  finish(task) {
    if (task !== this.#computing && task !== this.#reading) return { wanted: null, then: [] }; // of an earlier connection
    const wanted = this.#tasks.get(task) ?? null;
    this.#tasks.delete(task);
    if (task === this.#computing) this.#computing = null;
    else this.#reading = null;
    return { wanted, then: this.#next() };
  }

  /** The connection is gone, and all of this with it. @returns {Instruction[]} */
  abandon() {
    this.#tasks.clear();
    return this.release([...this.#blocks.keys()]);
  }

  /** All tasks are handed back, and none is begun until resume(). One that was on its way meanwhile waits for its cancel_task. */
  hold() {
    this.#held = true;
    this.#tasks.clear();
  }

  /** @returns {Instruction[]} */
  resume() {
    this.#held = false;
    return this.#next();
  }

  /** @param {number} task @returns {Instruction[]} */
  cancel(task) {
    this.#tasks.delete(task);
    return this.#next();
  }

  /** @param {number[]} ids @returns {Instruction[]} */
  release(ids) {
    /** @type {Instruction[]} */
    const freed = [];
    for (const id of ids) {
      for (const task of this.#tasks.values()) if (uses(task, id)) this.#tasks.delete(task.task);
      const block = this.#blocks.get(id);
      if (block && !block.refused) freed.push({ do: 'free_block', block: id });
      this.#blocks.delete(id);
    }
    return [...freed, ...this.#next()];
  }

  /** The oldest task, once nothing else is computed and all of its blocks are here. @returns {Instruction[]} */
  #next() {
    const [first] = [...this.#tasks.values()].filter(({ task }) => task !== this.#reading);
    if (this.#held || this.#computing !== null || !first || !first.work.operands.every(({ block }) => this.#isHere(block))) return [];
    const { task, kernel, work } = first;
    this.#computing = task;
    return [{ do: 'send', message: { type: 'task_started', task } }, { do: 'compute', task, kernel: kernel.name, work }];
  }

  /** @param {Operand} operand @returns {Instruction[]} */
  #open({ block, rows, cols, role, generate }) {
    if (this.#blocks.has(block)) return [];
    const refused = this.#tooLarge(rows, cols);
    this.#blocks.set(block, { rows, cols, received: generate ? rows * cols : 0, refused });
    return refused ? [] : [{ do: 'open_block', block, rows, cols, role, ...(generate && { generate }) }];
  }

  /** @param {number} rows @param {number} cols */
  #tooLarge(rows, cols) {
    const bytes = 4 * rows * cols;
    return bytes > this.#maxBlockBytes ? `${bytes} bytes in one piece are too many here: ${this.#maxBlockBytes} is the most.` : null;
  }

  /** @param {number} id */
  #isHere(id) {
    const block = this.#blocks.get(id);
    return block !== undefined && block.received === block.rows * block.cols;
  }
}

/** @param {Task} task @param {number} block */
function uses({ work }, block) {
  return work.operands.some((operand) => operand.block === block);
}

/** @param {number} task @param {import('./instructions.js').FailureReason} reason @param {string} message @returns {Instruction} */
export function failed(task, reason, message) {
  return { do: 'send', message: { type: 'task_failed', task, reason, message: message.slice(0, 500) } };
}
