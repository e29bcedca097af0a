/**
 * A small orchestrator for tests: serves the page with the Content-Security-Policy of the real one, and gives every worker that joins the same
 * product, band by band, and then tiles of another kernel, if there are any. It asserts what docs/protocol.md asks of a worker; what a worker does wrong is collected in `complaints`.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { WebSocketServer } from 'ws';

const SRC = new URL('../../src/', import.meta.url);
const PAGE = new URL('main/resources/page/', SRC);
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.wgsl': 'text/plain' };
/** As the real server sends it. */
export const CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
export const KEY = 'test-key';

/** @typedef {{rows: number, inner: number, cols: number}} Shape */
/** @typedef {{shape: Shape, a: Float32Array, b: Float32Array, bandRows: number, tiles?: (import('./mandelbrot.js').Tile & {kernel: string})[]}} Work */
/** @typedef {import('ws').WebSocket} Socket */

/** @param {Work} work @param {number} port 0: any @param {Record<string, unknown>} [ackExtra] */
export async function startOrchestrator(work, port = 0, ackExtra = {}) {
  const http = createServer((request, response) => void (request.url?.startsWith('/probe') ? probe(request, response) : serve(request.url ?? '/', response)));
  const sockets = new WebSocketServer({ server: http, path: '/ws/worker', perMessageDeflate: false });
  /** @type {Grid} */
  const grid = new Grid(work, ackExtra);
  sockets.on('connection', (socket) => grid.join(socket));
  await new Promise((resolve) => http.listen(port, '127.0.0.1', () => resolve(null)));
  const address = /** @type {import('node:net').AddressInfo} */ (http.address());
  return {
    grid,
    origin: `http://127.0.0.1:${address.port}`,
    /** Joins without a tap. */
    joinUrl: (query = '') => `http://127.0.0.1:${address.port}/join?auto=1${query}#${KEY}`,
    /** What a person opens. */
    invitation: `http://127.0.0.1:${address.port}/join#${KEY}`,
    sockets: () => [...sockets.clients],
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => http.close(() => resolve(null)));
    },
  };
}

/** What the page tries its link with. @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function probe(request, response) {
  if (request.method !== 'POST') return response.end(Buffer.alloc(Number(new URL(request.url ?? '', 'http://x').searchParams.get('bytes'))));
  return request.resume().on('end', () => response.writeHead(204).end());
}

/** @param {string} url @param {import('node:http').ServerResponse} response */
async function serve(url, response) {
  const { pathname } = new URL(url, 'http://x');
  const path = pathname === '/join' ? 'index.html' : pathname === '/bench' ? 'bench.html' : pathname === '/docs' ? 'docs.html' : pathname.replace(/^\/assets\//, '');
  try {
    const body = await readFile(new URL(path, path.startsWith('kernels/') ? SRC : PAGE));
    const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(path))];
    response.writeHead(200, {
      'Content-Type': type, 'Content-Security-Policy': CSP, 'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp', 'X-Content-Type-Options': 'nosniff',
    }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

export class Grid {
  /** @type {Record<string, any>[]} every text message that came, in order */
  received = [];
  /** @type {string[]} */
  complaints = [];
  /** @type {Float32Array} */
  result;
  /** @type {Uint32Array[]} of the tiles */
  counts;
  /** @type {Map<Socket, number>} bands and tiles verified, by worker */
  done = new Map();
  paused = false;
  #work;
  #tiles;
  #ackExtra;
  #nextBand = 0;
  #nextTask = 1;
  #workers = 0;
  /** @type {number[]} bands handed back */
  #again = [];
  #verified = 0;

  /** @param {Work} work @param {Record<string, unknown>} ackExtra */
  constructor(work, ackExtra) {
    this.#work = work;
    this.#tiles = work.tiles ?? [];
    this.counts = this.#tiles.map(({ rows, cols }) => new Uint32Array(rows * cols));
    this.#ackExtra = ackExtra;
    this.result = new Float32Array(work.shape.rows * work.shape.cols);
  }

  get bands() {
    return Math.ceil(this.#work.shape.rows / this.#work.bandRows);
  }

  /** All pieces of work: the bands, then the tiles. */
  get pieces() {
    return this.bands + this.#tiles.length;
  }

  get isComplete() {
    return this.#verified === this.pieces;
  }

  /** @returns {Socket[]} */
  get open() {
    return [...this.done.keys()].filter((socket) => socket.readyState === 1);
  }

  /** @param {Socket} socket */
  join(socket) {
    /** @type {Map<number, number>} task → band */
    const outstanding = new Map();
    const held = new Set();
    /** @type {{task: number, values: number} | null} */
    let announced = null;
    const complain = (/** @type {string} */ what) => this.complaints.push(what);
    let wantsNone = false;
    const give = () => {
      while (outstanding.size < 2 && !this.paused && !wantsNone) {
        const band = this.#again.shift() ?? (this.#nextBand < this.pieces ? this.#nextBand++ : null);
        if (band === null) return;
        const task = this.#nextTask++;
        outstanding.set(task, band);
        this.#sendTask(socket, task, band, held);
      }
    };
    this.resume = () => { this.paused = false; give(); };
    socket.on('close', () => this.#again.push(...outstanding.values()));
    socket.on('message', (data, isBinary) => {
      if (isBinary) {
        const bytes = /** @type {Buffer} */ (data);
        const [task, offset, count] = [Number(bytes.readBigUInt64LE(8)), Number(bytes.readBigUInt64LE(16)), bytes.readUInt32LE(24)];
        if (!announced || announced.task !== task || announced.values !== offset) return void complain(`frame ${task}@${offset} out of order`);
        if (bytes.length > FRAME_BYTES) complain(`a frame of ${bytes.length} bytes`);
        const band = Number(outstanding.get(task));
        if (band < this.bands) {
          const at = band * this.#work.bandRows * this.#work.shape.cols;
          for (let i = 0; i < count; i++) this.result[at + offset + i] = bytes.readFloatLE(32 + 4 * i);
        } else {
          const counts = /** @type {Uint32Array} */ (this.counts[band - this.bands]);
          for (let i = 0; i < count; i++) counts[offset + i] = bytes.readUInt32LE(32 + 4 * i);
        }
        announced.values += count;
        if (announced.values < this.#size(band)) return;
        announced = null;
        outstanding.delete(task);
        this.#verified++;
        this.done.set(socket, Number(this.done.get(socket)) + 1);
        send(socket, { type: 'result_accepted', task });
        send(socket, { type: 'release_operands', blocks: [100 + band] });
        held.delete(100 + band);
        give();
        return;
      }
      const message = JSON.parse(String(data));
      this.received.push(message);
      switch (message.type) {
        case 'register_worker':
          if (message.joinKey !== KEY) {
            send(socket, { type: 'error', code: 'bad_key', message: 'The join key is not valid any more.' });
            socket.close(4001);
            return;
          }
          this.done.set(socket, 0);
          send(socket, this.#ack(message));
          give();
          return;
        case 'heartbeat':
          send(socket, { type: 'heartbeat_ack' });
          return;
        case 'task_complete':
          if (announced) complain('task_complete within a result');
          announced = { task: message.task, values: 0 };
          if (message.bytes !== 4 * this.#size(Number(outstanding.get(message.task)))) complain('wrong bytes');
          return;
        case 'task_failed':
          this.#again.push(Number(outstanding.get(message.task)));
          outstanding.delete(message.task);
          return;
        case 'pause':
          wantsNone = true;
          this.#again.push(...outstanding.values());
          for (const task of outstanding.keys()) send(socket, { type: 'cancel_task', task });
          outstanding.clear();
          return;
        case 'resume':
          wantsNone = false;
          give();
          return;
        case 'task_started':
          if (wantsNone) complain(`task ${message.task} was begun in a pause`);
          if (!outstanding.has(message.task)) complain(`task ${message.task} is not outstanding`);
      }
    });
  }

  /** Hands out work again after `paused`. */
  resume = () => {};

  /** @param {Record<string, any>} registration */
  #ack(registration) {
    const known = registration.workerId ?? null;
    return {
      type: 'registration_ack', protocol: 1, workerId: known ?? `w-${++this.#workers}`, ...(known === null && { workerSecret: 's3cret' }),
      name: registration.name, heartbeatMs: 1_000, silenceLimitMs: 5_000, window: 2, maxFrameBytes: FRAME_BYTES, ...this.#ackExtra,
    };
  }

  /** @param {number} band */
  #height(band) {
    return Math.min(this.#work.bandRows, this.#work.shape.rows - band * this.#work.bandRows);
  }

  /** The values of a result. @param {number} band */
  #size(band) {
    return band < this.bands ? this.#height(band) * this.#work.shape.cols : Number(this.counts[band - this.bands]?.length);
  }

  /** @param {Socket} socket @param {number} task @param {number} band @param {Set<number>} held */
  #sendTask(socket, task, band, held) {
    if (band >= this.bands) return send(socket, { type: 'compute_task', task, job: 'j', chunk: band, ...this.#tiles[band - this.bands] });
    const { shape: { inner, cols }, a, b, bandRows } = this.#work;
    const rows = this.#height(band);
    send(socket, {
      type: 'compute_task', task, job: 'j', chunk: band, kernel: 'matmul', rows, inner, cols,
      a: { block: 100 + band, rows, cols: inner }, b: { block: 7, rows: inner, cols },
    });
    sendBlock(socket, held, 100 + band, a.subarray(band * bandRows * inner, (band * bandRows + rows) * inner));
    sendBlock(socket, held, 7, b);
  }
}

const FRAME_BYTES = 32 + 4 * 5_000; // small and no power of two, so that blocks travel in several

/** @param {Socket} socket @param {Set<number>} held @param {number} block @param {Float32Array} values */
function sendBlock(socket, held, block, values) {
  if (held.has(block)) return;
  held.add(block);
  const most = (FRAME_BYTES - 32) / 4;
  for (let offset = 0; offset < values.length; offset += most) {
    const part = values.subarray(offset, offset + most);
    const frame = Buffer.alloc(32 + 4 * part.length);
    frame.writeUInt32LE(0x31464244, 0);
    frame.writeUInt16LE(1, 4);
    frame.writeBigUInt64LE(BigInt(block), 8);
    frame.writeBigUInt64LE(BigInt(offset), 16);
    frame.writeUInt32LE(part.length, 24);
    part.forEach((value, i) => frame.writeFloatLE(value, 32 + 4 * i));
    socket.send(frame);
  }
}

/** @param {Socket} socket @param {Record<string, unknown>} message */
function send(socket, message) {
  socket.send(JSON.stringify(message));
}
