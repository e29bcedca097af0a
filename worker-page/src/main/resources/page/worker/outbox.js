/**
 * What is to be sent, strictly in order, never more than a few frames ahead of the network: a large result would otherwise lie in the
 * browser's buffer a second time. Owns the queue; the socket belongs to the shell.
 */

const AHEAD_BYTES = 4 * 2 ** 20;
const LOOK_AGAIN_MS = 4;

/** @typedef {Pick<WebSocket, 'bufferedAmount' | 'send'>} Sink */

export class Outbox {
  /** @type {{parts: Iterator<string | Uint8Array<ArrayBuffer>>, task: number | null}[]} */
  #queue = [];
  #waiting = false;
  #closed = false;
  #sink;

  /** @param {Sink} sink an open socket */
  constructor(sink) {
    this.#sink = sink;
  }

  /**
   * @param {Iterable<string | Uint8Array<ArrayBuffer>>} parts asked for one by one, each sent before the next is asked for
   * @param {number | null} task whose result this is
   */
  put(parts, task = null) {
    this.#queue.push({ parts: parts[Symbol.iterator](), task });
    if (!this.#waiting) this.#pump();
  }

  /** What is left of this task's result is not sent. @param {number} task */
  drop(task) {
    this.#queue = this.#queue.filter((it) => it.task !== task);
  }

  /** What has not been handed to the socket yet is forgotten. */
  close() {
    this.#closed = true;
    this.#queue.length = 0;
  }

  #pump() {
    this.#waiting = false;
    for (let first = this.#queue[0]; first && !this.#closed; first = this.#queue[0]) {
      if (this.#sink.bufferedAmount > AHEAD_BYTES) {
        this.#waiting = true;
        setTimeout(() => this.#pump(), LOOK_AGAIN_MS);
        return;
      }
      const part = first.parts.next();
      if (part.done) this.#queue.shift();
      else this.#sink.send(part.value);
    }
  }
}
