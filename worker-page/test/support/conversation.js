/** A session driven by hand: events in, instructions out, a clock that moves only when told. */
import { Session } from '../../src/main/resources/page/worker/session.js';

/** @typedef {import('../../src/main/resources/page/worker/instructions.js').SessionEvent} SessionEvent */

export const PROFILE = /** @type {const} */ ({ engine: 'wasm', device: 'test', why: 'Because.', maxBlockBytes: 40_000, memoryBytes: 160_000, kernels: ['matmul', 'mandelbrot'], generators: [], speeds: { wasm: 2.3456e10 }, link: { downBytesPerSecond: 5e6, upBytesPerSecond: null }, storageBytes: 7e9 });
export const ACK = { type: 'registration_ack', protocol: 1, workerId: 'w-1', workerSecret: 's', name: 'Worker', heartbeatMs: 1_000, silenceLimitMs: 3_000, window: 2, maxFrameBytes: 4_096 };

/** The values of an operand of 2×3 or 3×2. */
export const SIX = [1, 2, 3, 4, 5, 6];

export class Conversation {
  now = 1_000;
  session;

  constructor(random = () => 0.5) {
    this.session = new Session(random);
  }

  /** @param {SessionEvent} event @returns {any[]} */
  tell(event) {
    return this.session.handle(event, this.now);
  }

  /** @param {Record<string, unknown>} message */
  hear(message) {
    return this.tell({ type: 'text_arrived', text: JSON.stringify(message) });
  }

  /** @param {number} ms */
  after(ms) {
    this.now += ms;
    return this.tell({ type: 'time_passed' });
  }

  start() {
    return this.tell({
      type: 'started', joinKey: 'k', identity: { workerId: null, workerSecret: null, name: 'New' }, facts: { kind: 'phone', cores: 8, memoryGb: null },
    });
  }

  chooseEngine() {
    return this.tell({ type: 'engine_chosen', profile: PROFILE });
  }

  /** Goes all the way to being joined. */
  join() {
    this.start();
    this.chooseEngine();
    this.tell({ type: 'opened' });
    return this.hear(ACK);
  }

  get view() {
    return this.session.view(this.now);
  }
}

/** @param {number} task @param {{a?: number, b?: number, rows?: number, inner?: number, cols?: number, kernel?: string, generateB?: unknown}} [options] */
export function taskMessage(task, { a = 10 + task, b = 1, rows = 2, inner = 3, cols = 2, kernel = 'matmul', generateB } = {}) {
  return {
    type: 'compute_task', task, job: 'j', chunk: 0, kernel, rows, inner, cols, a: { block: a, rows, cols: inner },
    b: { block: b, rows: inner, cols, ...(generateB !== undefined && { generate: generateB }) },
  };
}

/** @param {number} block @param {number[]} values @param {number} [offset] @returns {{type: 'frame_arrived', message: ArrayBuffer}} */
export function operandFrame(block, values, offset = 0) {
  const message = new ArrayBuffer(32 + 4 * values.length);
  const view = new DataView(message);
  view.setUint32(0, 0x31464244, true);
  view.setUint16(4, 1, true);
  view.setBigUint64(8, BigInt(block), true);
  view.setBigUint64(16, BigInt(offset), true);
  view.setUint32(24, values.length, true);
  new Float32Array(message, 32).set(values);
  return { type: 'frame_arrived', message };
}

/** @param {any[]} instructions */
export function kinds(instructions) {
  return instructions.map((i) => (i.do === 'send' ? i.message.type : i.do));
}
