/**
 * A Chromium as people have it, driven over its DevTools socket: no emulated focus, so that a tab behind another one is hidden, slowed down and
 * frozen as ever. Owns the process and its profile.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { findChromium, FLAGS, until } from './browser.js';

/** @typedef {(method: string, params?: Record<string, unknown>) => Promise<any>} Send */

/** @param {string[]} [flags] */
export async function plainChromium(flags = []) {
  const profile = await mkdtemp(join(tmpdir(), 'brain-test-'));
  const child = spawn(/** @type {string} */ (findChromium()), [
    '--headless=new', ...FLAGS, ...flags, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank',
  ], { stdio: 'ignore' });
  let address = '';
  await until('Chromium is there', async () => {
    address = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    return address.split('\n').length > 1;
  });
  const [port, path] = address.trim().split('\n');
  const devtools = await connect(`ws://127.0.0.1:${port}${path}`);
  return {
    send: devtools.send,
    /** A tab in front of all others. @param {string} url */
    async open(url) {
      const { targetId } = await devtools.send('Target.createTarget', { url });
      return new Tab(devtools.connection, targetId, (await devtools.send('Target.attachToTarget', { targetId, flatten: true })).sessionId);
    },
    async close() {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      await devtools.send('Browser.close').catch(() => child.kill());
      await ended;
      devtools.connection.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

export class Tab {
  #connection;
  #session;
  targetId;

  /** @param {Connection} connection @param {string} targetId @param {string} session */
  constructor(connection, targetId, session) {
    this.#connection = connection;
    this.targetId = targetId;
    this.#session = session;
  }

  /** @type {Send} */
  send = (method, params = {}) => this.#connection.send(method, params, this.#session);

  /** @param {string} expression */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Its Web Workers, at least one, each with a session of its own. To be asked for once. @returns {Promise<Tab[]>} */
  async workers() {
    /** @type {Tab[]} */
    const found = [];
    const stop = this.#connection.listen((method, params, session) => {
      if (method === 'Target.attachedToTarget' && session === this.#session) found.push(new Tab(this.#connection, params.targetInfo.targetId, params.sessionId));
    });
    await this.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
    await until('its Web Worker is there', () => found.length > 0);
    stop();
    return found;
  }
}

class Connection {
  #socket;
  #next = 1;
  /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void}>} */
  #waiting = new Map();
  /** @type {Set<(method: string, params: any, session: string) => void>} */
  #listeners = new Set();

  /** @param {WebSocket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const { id, result, error, method, params, sessionId } = JSON.parse(String(data));
      if (method) for (const listener of this.#listeners) listener(method, params, sessionId);
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result);
    });
    socket.on('close', () => { for (const { reject } of this.#waiting.values()) reject(new Error('Chromium went away.')); });
  }

  /** @param {string} method @param {Record<string, unknown>} params @param {string} [sessionId] @returns {Promise<any>} */
  send(method, params, sessionId) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  /** @param {(method: string, params: any, session: string) => void} listener @returns {() => void} ends it */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close() {
    this.#socket.close();
  }
}

/** @param {string} url @returns {Promise<{connection: Connection, send: Send}>} */
async function connect(url) {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const connection = new Connection(socket);
  return { connection, send: (method, params = {}) => connection.send(method, params) };
}
