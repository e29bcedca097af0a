/** One WebSocket to the orchestrator: its events in, text and result frames out. After disconnect nothing is heard of it any more. */
import { resultFrames } from './frames.js';
import { Outbox } from './outbox.js';

/** @typedef {import('./instructions.js').SessionEvent} SessionEvent */

export class Connection {
  #socket;
  #outbox;
  #ended = new AbortController();

  /** @param {string} url @param {(event: SessionEvent) => void} tell */
  constructor(url, tell) {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    const { signal } = this.#ended;
    socket.addEventListener('open', () => tell({ type: 'opened' }), { signal });
    socket.addEventListener('close', ({ code }) => {
      this.#outbox.close();
      tell({ type: 'closed', code });
    }, { signal });
    socket.addEventListener('message', ({ data }) => {
      tell(typeof data === 'string' ? { type: 'text_arrived', text: data } : { type: 'frame_arrived', message: data });
    }, { signal });
    this.#socket = socket;
    this.#outbox = new Outbox(socket);
  }

  /** @param {Record<string, unknown>} message */
  send(message) {
    this.#outbox.put([JSON.stringify(message)]);
  }

  /** @param {number} task @param {import('./types.js').Values} result used up @param {number} maxFrameBytes */
  sendResult(task, result, maxFrameBytes) {
    this.#outbox.put(resultFrames(task, result, maxFrameBytes), task);
  }

  /** Nobody wants the result any more: what is not sent yet is forgotten. @param {number} task */
  dropResult(task) {
    this.#outbox.drop(task);
  }

  /** Closes cleanly; a result that is half sent stays so. @param {string | null} leave a reason to say goodbye with */
  disconnect(leave) {
    this.#ended.abort();
    this.#outbox.close();
    if (leave !== null) this.#socket.send(JSON.stringify({ type: 'leave', reason: leave }));
    this.#socket.close(1000);
  }
}
