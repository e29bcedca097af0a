/**
 * A worker's way through docs/protocol.md: choose an engine, join, work, come back when the connection breaks, leave. Pure: events and the time
 * go in, instructions come out; randomness is an argument. Owns what the page shows. Tasks and blocks are in workload.js.
 */
import { comeBackAfter, comesBackLater, finalReason } from './backoff.js';
import { BadMessage } from './fields.js';
import { BadFrame, OPERAND, readFrame } from './frames.js';
import { Holds } from './holds.js';
import { readMessage } from './messages.js';
import { Pulse } from './pulse.js';
import { registration, whatIsTold } from './registration.js';
import { Tally } from './tally.js';
import { failed, Workload } from './workload.js';

/**
 * @typedef {import('./types.js').WorkerView} WorkerView
 * @typedef {import('./types.js').Identity} Identity
 * @typedef {import('./types.js').DeviceFacts} DeviceFacts
 * @typedef {import('./instructions.js').Instruction} Instruction
 * @typedef {import('./instructions.js').SessionEvent} SessionEvent
 * @typedef {import('./instructions.js').EngineProfile} EngineProfile
 * @typedef {import('./messages.js').RegistrationAck} RegistrationAck
 */

const JOIN_LIMIT_MS = 20_000; // from opening the socket to registration_ack
/** @type {ReadonlySet<import('./types.js').Phase>} */
const UNDER_WAY = new Set(['checking', 'joining', 'idle']);

export class Session {
  #random;
  #joinKey = '';
  /** @type {Identity} */
  #identity = { workerId: null, workerSecret: null, name: '' };
  /** @type {DeviceFacts} */
  #facts = { kind: 'unknown', cores: null, memoryGb: null };
  /** @type {EngineProfile | null} */
  #profile = null;
  #workload = new Workload(0, []);
  /** @type {RegistrationAck | null} while joined */
  #ack = null;
  #failures = 0;
  #joinBy = Infinity;
  /** @type {Pulse | null} while joined */
  #pulse = null;
  #backAt = Infinity;
  /** @type {import('./types.js').Phase} */
  #phase = 'left';
  #tally = new Tally();
  #holds = new Holds();
  /** @type {import('./types.js').Standing | null} */
  #standing = null;
  #message = '';

  /** @param {() => number} random like Math.random */
  constructor(random) {
    this.#random = random;
  }

  /** @param {SessionEvent} event @param {number} now milliseconds, on any clock that never goes back @returns {Instruction[]} */
  handle(event, now) {
    switch (event.type) {
      case 'started':
        if (UNDER_WAY.has(this.#phase)) return [];
        [this.#joinKey, this.#identity, this.#facts] = [event.joinKey, event.identity, event.facts];
        this.#failures = 0;
        this.#message = '';
        this.#holds.set('owner', false);
        return this.#join(now);
      case 'stopped':
        return this.#leave(event.reason, 'left');
      case 'held':
        return this.#hold(event.by, event.held);
      case 'data_limited':
        this.#holds.limit = event.bytes ?? Infinity;
        return this.#moved(0);
      case 'bytes_moved':
        return this.#moved(event.bytes);
      case 'engine_chosen':
        this.#profile = event.profile;
        return this.#phase === 'checking' ? this.#connect(now) : [];
      case 'engine_lost':
        return this.#loseEngine(event.message);
      case 'opened':
        return [{ do: 'send', message: registration(this.#joinKey, this.#identity, this.#facts, /** @type {EngineProfile} */ (this.#profile)) }];
      case 'text_arrived':
        return this.#guarded(now, () => this.#onText(event.text, now));
      case 'frame_arrived':
        return this.#guarded(now, () => this.#onFrame(event.message, now));
      case 'closed':
        return this.#onClosed(event.code, now);
      case 'block_refused':
        return this.#workload.refuse(event.block, event.message);
      case 'engine_free':
        return this.#workload.free(event.task);
      case 'computed':
        return this.#onComputed(event);
      case 'failed': {
        const { wanted, then } = this.#workload.finish(event.task);
        return wanted ? [failed(event.task, event.reason, event.message), ...then] : then;
      }
      case 'time_passed':
        return this.#onTime(now);
    }
  }

  /** When time_passed is due next; Infinity: never. */
  get deadline() {
    return Math.min(this.#joinBy, this.#backAt, this.#pulse?.deadline ?? Infinity);
  }

  /** How many bytes may still be moved. */
  get mayMove() {
    return Math.max(0, this.#holds.limit - this.#tally.bytesMoved);
  }

  /** Whether the result of this task is still wanted. @param {number} task */
  wants(task) {
    return this.#workload.has(task);
  }

  /** @param {number} now @returns {WorkerView} */
  view(now) {
    const working = this.#holds.any ? 'paused' : this.#workload.activity;
    return {
      phase: this.#phase === 'idle' ? working : this.#phase,
      heldBy: this.#holds.all,
      name: this.#ack?.name ?? this.#identity.name,
      engine: this.#profile?.engine ?? null,
      device: this.#profile?.device ?? '',
      why: this.#profile?.why ?? '',
      message: this.#message,
      ...this.#tally.figures,
      standing: this.#standing,
      told: this.#profile && whatIsTold(this.#profile, this.#identity.name, this.#facts),
      backInMs: this.#backAt === Infinity ? null : Math.max(0, this.#backAt - now),
    };
  }

  /** @param {number} now @returns {Instruction[]} */
  #join(now) {
    this.#backAt = Infinity;
    return this.#profile ? this.#connect(now) : this.#check();
  }

  /** @returns {Instruction[]} */
  #check() {
    this.#phase = 'checking';
    return [{ do: 'choose_engine' }];
  }

  /** @param {number} now @returns {Instruction[]} */
  #connect(now) {
    this.#phase = 'joining';
    this.#joinBy = now + JOIN_LIMIT_MS;
    return [{ do: 'connect' }];
  }

  /** What is unfinished is handed back; a result that is on its way still goes. @param {import('./types.js').Hold} by @param {boolean} held @returns {Instruction[]} */
  #hold(by, held) {
    if (!this.#holds.set(by, held) || !this.#ack) return [];
    return this.#holds.any ? this.#pause() : [{ do: 'send', message: { type: 'resume' } }, ...this.#workload.resume()];
  }

  /** @returns {Instruction[]} */
  #pause() {
    this.#workload.hold();
    return [{ do: 'send', message: { type: 'pause' } }];
  }

  /** @param {number} bytes @returns {Instruction[]} */
  #moved(bytes) {
    this.#tally.moved(bytes);
    return this.#hold('data', this.#tally.bytesMoved >= this.#holds.limit);
  }

  /** @param {string} text @param {number} now @returns {Instruction[]} */
  #onText(text, now) {
    this.#pulse?.heard(now);
    const message = readMessage(text);
    switch (message?.type) {
      case 'registration_ack':
        return this.#onJoined(message, now);
      case 'compute_task':
        return this.#workload.add(message);
      case 'release_operands':
        return this.#workload.release(message.blocks);
      case 'cancel_task':
        // A task that is finished here may still be on its way there.
        return this.#workload.has(message.task) ? this.#workload.cancel(message.task) : [{ do: 'drop_result', task: message.task }];
      case 'result_accepted':
        this.#tally.accepted(message.task);
        return [];
      case 'result_rejected':
        this.#tally.turnedDown(message.task, message.reason);
        return [];
      case 'standing':
        this.#standing = message;
        return [];
      case 'error':
        this.#message = message.message;
        return [];
      case 'heartbeat_ack':
      case undefined:
        return [];
    }
  }

  /** @param {RegistrationAck} ack @param {number} now @returns {Instruction[]} */
  #onJoined(ack, now) {
    const { workerId, workerSecret } = ack;
    this.#identity = { workerId, workerSecret: workerSecret ?? this.#identity.workerSecret, name: ack.name };
    this.#ack = ack;
    const { maxBlockBytes, kernels } = /** @type {EngineProfile} */ (this.#profile);
    this.#workload = new Workload(maxBlockBytes, kernels);
    this.#phase = 'idle';
    this.#message = '';
    this.#joinBy = Infinity;
    this.#pulse = new Pulse(ack, now);
    return [{ do: 'remember', identity: this.#identity }, ...(this.#holds.any ? this.#pause() : [])];
  }

  /** @param {ArrayBuffer} message @param {number} now @returns {Instruction[]} */
  #onFrame(message, now) {
    this.#pulse?.heard(now);
    return [...this.#workload.receive(readFrame(message, OPERAND)), ...this.#moved(message.byteLength)];
  }

  /** @param {import('./instructions.js').Computed} event @returns {Instruction[]} */
  #onComputed({ task, computeMs, restedMs = 0, result }) {
    const { wanted, then } = this.#workload.finish(task);
    if (!wanted || !this.#ack) return then;
    this.#tally.computed(task, wanted.kernel.operations(wanted.work, result), computeMs - restedMs);
    return [
      { do: 'send', message: { type: 'task_complete', task, computeMs, bytes: result.byteLength } },
      { do: 'send_result', task, result, maxFrameBytes: this.#ack.maxFrameBytes },
      ...this.#moved(result.byteLength),
      ...then,
    ];
  }

  /** @param {number} code @param {number} now @returns {Instruction[]} */
  #onClosed(code, now) {
    const final = finalReason(code);
    return final ? this.#drop(final) : this.#goAway(code === 4007 ? 'full' : 'away', now, comesBackLater(code));
  }

  /** @param {'away' | 'full'} phase @param {number} now @param {boolean} [later] whether coming back at once is of no use @returns {Instruction[]} */
  #goAway(phase, now, later = false) {
    this.#failures = this.#pulse?.isSteady(now) ? 1 : this.#failures + 1;
    const freed = this.#drop(phase);
    this.#backAt = now + comeBackAfter(this.#failures, later, this.#random());
    return freed;
  }

  /** @param {number} now @returns {Instruction[]} */
  #onTime(now) {
    if (now >= this.#backAt) return this.#join(now);
    if (now >= this.#joinBy || this.#pulse?.isSilent(now)) {
      this.#message = 'The computer that invited this device does not answer.';
      return [{ do: 'disconnect', leave: null }, ...this.#goAway('away', now)];
    }
    return this.#pulse?.beats(now) ? [{ do: 'send', message: { type: 'heartbeat' } }] : [];
  }

  /** @param {string} message @returns {Instruction[]} the blocks are gone with the engine, and only a new connection brings them again */
  #loseEngine(message) {
    this.#profile = null;
    if (this.#phase !== 'idle' && this.#phase !== 'joining') return [];
    const handedBack = this.#workload.unfinished.map((task) => failed(task, 'device_lost', message));
    return [...handedBack, ...this.#leave(message, 'left'), ...this.#check()];
  }

  /** @param {string} reason @param {'left' | 'away'} phase @returns {Instruction[]} */
  #leave(reason, phase) {
    const leave = this.#ack ? reason : null;
    return [{ do: 'disconnect', leave }, ...this.#drop(phase)];
  }

  /** Forgets the connection and its work. @param {import('./types.js').Phase} phase what comes after @returns {Instruction[]} */
  #drop(phase) {
    this.#phase = phase;
    const freed = this.#workload.abandon();
    this.#tally.disconnected();
    this.#ack = this.#pulse = null;
    this.#joinBy = this.#backAt = Infinity;
    return freed;
  }

  /** @param {number} now @param {() => Instruction[]} work @returns {Instruction[]} */
  #guarded(now, work) {
    try {
      return work();
    } catch (e) {
      if (!(e instanceof BadFrame || e instanceof BadMessage)) throw e;
      this.#message = e.message;
      return [...this.#leave(e.message, 'away'), ...this.#goAway('away', now, true)];
    }
  }
}
