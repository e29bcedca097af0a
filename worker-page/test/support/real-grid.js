/** A real orchestrator as a process of its own (`./brain serve`), and its HTTP API as far as measurements need it. Owns the process and its data folder. */
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BRAIN = fileURLToPath(new URL('../../../brain', import.meta.url));

/** @typedef {{id: string, state: string, chunks: number, chunksDone: number, failure?: string}} Job */
/** @typedef {Awaited<ReturnType<typeof startGrid>>} RealGrid */

export async function startGrid() {
  const data = await mkdtemp(join(tmpdir(), 'brain-bench-'));
  const child = spawn(BRAIN, ['serve', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  let invitation = '';
  for await (const line of createInterface({ input: child.stdout })) {
    invitation = /^Join URL\s+(\S+)/.exec(line)?.[1] ?? '';
    if (invitation) break;
  }
  child.stdout.resume();
  if (!invitation) throw new Error('The orchestrator did not start.');
  const { origin, hash } = new URL(invitation);
  const token = (await readFile(join(data, 'operator.token'), 'utf8')).trim();

  /** @param {string} path @param {RequestInit} [options] @returns {Promise<any>} */
  async function api(path, options = {}) {
    const response = await fetch(`${origin}/api/v1/${path}`, { ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text && JSON.parse(text);
  }

  return {
    api,
    invitation,
    /** Joins without a tap. @param {string} [query] */
    joinUrl: (query = '') => `${origin}/join?auto=1${query}${hash}`,
    /** @param {Record<string, unknown>} description @returns {Promise<Job>} */
    submit: (description) => api('jobs', { method: 'POST', body: JSON.stringify({ kernel: 'matmul', ...description }), headers: { 'Content-Type': 'application/json' } }),
    /** @param {string} id @returns {Promise<Job>} once it has ended; fails unless it is done */
    async done(id) {
      for (;;) {
        const job = await api(`jobs/${id}?wait=20s`);
        if (job.state === 'done') return job;
        if (job.state === 'failed' || job.state === 'cancelled') throw new Error(`Job ${id} is ${job.state}: ${job.failure}`);
      }
    },
    /** Every attempt at the chunks of a job. @param {string} id @returns {Promise<any[]>} */
    async executions(id) {
      const page = await api(`jobs/${id}/executions?limit=200`);
      return page.executions ?? page.attempts ?? Object.values(page).find(Array.isArray);
    },
    /** A matrix of this size as an uploaded file. @param {number} rows @param {number} cols @param {number} seed @returns {Promise<string>} its hash */
    async upload(rows, cols, seed) {
      const head = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${cols}), }`;
      const header = `\x93NUMPY\x01\x00\x76\x00${head.padEnd(117)}\n`;
      const values = Float32Array.from({ length: rows * cols }, (_, i) => ((i * 7919 + seed) % 2003) / 2003 - 0.5);
      const body = Buffer.concat([Buffer.from(header, 'latin1'), Buffer.from(values.buffer)]);
      const hash = createHash('sha256').update(body).digest('hex');
      await api(`blobs/${hash}?name=m${seed}.npy`, { method: 'PUT', body, headers: { 'Content-Type': 'application/octet-stream' } });
      return hash;
    },
    /** @param {number} count @param {number} [limitMs] */
    async joined(count, limitMs = 60_000) {
      const end = Date.now() + limitMs;
      for (;;) {
        const { nodes } = await api('nodes');
        const here = nodes.filter((/** @type {{state: string}} */ { state }) => state !== 'gone');
        if (here.length >= count) return here;
        if (Date.now() > end) throw new Error(`${here.length} of ${count} pages joined within ${limitMs / 1_000} s.`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async close() {
      child.kill();
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}
