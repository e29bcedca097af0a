/**
 * The tasks and blocks of one connection: which operands are still on their way, which task is next, what was cancelled. Pure: it gives back
 * instructions and knows no engine, socket or clock. It lives as long as the connection, since a new connection holds nothing.
 */
import { BadFrame } from './frames.js';
import { GENERATOR } from './synthetic.js';

/**
 * @typedef {import('./instructions.js').Instruction} Instruction
 * @typedef {import('./messages.js').ComputeTask} ComputeTask
 * @typedef {import('./messages.js').Operand} Operand
 * @typedef {{rows: number, cols: number, received: number, refused: string | null}} Block received: all of it where the engine makes it;
 *   refused: why the engine has no room for it
 */

export class Workload {
  /** @type {Map<number, ComputeTask>} unfinished ones, in the order they came */
  #tasks = new Map();
  /** @type {Map<number, Block>} */
  #blocks = new Map();
  /** @type {number | null} the task being computed, cancelled or not */
  #computing = null;
  #maxBlockBytes;

  /** @param {number} maxBlockBytes */
  constructor(maxBlockBytes) {
    this.#maxBlockBytes = maxBlockBytes;
  }

  /** @returns {'computing' | 'transferring' | 'idle'} */
  get activity() {
    if (this.#computing !== null) return 'computing';
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

  /** @param {ComputeTask} task @returns {Instruction[]} */
  add(task) {
    const objection = objectionTo(task);
    if (objection) return [failed(task.task, 'unsupported', objection)];
    this.#tasks.set(task.task, task);
    const opened = [...this.#open(task.a, 'a'), ...this.#open(task.b, 'b')];
    const refused = this.#blocks.get(task.a.block)?.refused ?? this.#blocks.get(task.b.block)?.refused ?? this.#tooLarge(task.rows, task.cols);
    if (refused) {
      this.#tasks.delete(task.task);
      return [...opened, failed(task.task, 'out_of_memory', refused)];
    }
    return [...opened, ...this.#next()];
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

  /** The engine is done with a task, well or not. @param {number} task @returns {{wanted: ComputeTask | null, then: Instruction[]}} wanted: null if it was cancelled */
  finish(task) {
    if (task !== this.#computing) return { wanted: null, then: [] }; // of an earlier connection
    const wanted = this.#tasks.get(task) ?? null;
    this.#tasks.delete(task);
    this.#computing = null;
    return { wanted, then: this.#next() };
  }

  /** The connection is gone, and all of this with it. @returns {Instruction[]} */
  abandon() {
    this.#tasks.clear();
    return this.release([...this.#blocks.keys()]);
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

  /** The oldest task, once nothing else is computed and both of its blocks are here. @returns {Instruction[]} */
  #next() {
    const [task] = this.#tasks.values();
    if (this.#computing !== null || !task || !this.#isHere(task.a.block) || !this.#isHere(task.b.block)) return [];
    this.#computing = task.task;
    const { rows, inner, cols } = task;
    return [
      { do: 'send', message: { type: 'task_started', task: task.task } },
      { do: 'compute', task: task.task, product: { rows, inner, cols, a: task.a.block, b: task.b.block } },
    ];
  }

  /** @param {Operand} operand @param {'a' | 'b'} role @returns {Instruction[]} */
  #open({ block, rows, cols, generate }, role) {
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

/** @param {ComputeTask} task @returns {string | null} */
function objectionTo({ kernel, rows, inner, cols, a, b }) {
  if (kernel !== 'matmul') return `The kernel ${kernel} is not here: matmul is.`;
  if (a.rows !== rows || a.cols !== inner) return `Block a is ${a.rows} × ${a.cols}; ${rows} × ${inner} is needed.`;
  if (b.rows !== inner || b.cols !== cols) return `Block b is ${b.rows} × ${b.cols}; ${inner} × ${cols} is needed.`;
  for (const { generate } of [a, b]) {
    if (generate && generate.generator !== GENERATOR) return `The generator ${generate.generator} is not here: ${GENERATOR} is.`;
  }
  return null;
}

/** @param {ComputeTask} task @param {number} block */
function uses(task, block) {
  return task.a.block === block || task.b.block === block;
}

/** @param {number} task @param {import('./instructions.js').FailureReason} reason @param {string} message @returns {Instruction} */
export function failed(task, reason, message) {
  return { do: 'send', message: { type: 'task_failed', task, reason, message: message.slice(0, 500) } };
}
