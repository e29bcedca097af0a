/** What the page says: sentences and figures for a view. Pure. */

/**
 * @typedef {import('./worker/types.js').WorkerView} WorkerView
 * @typedef {import('./worker/types.js').Phase} Phase
 * @typedef {{headline: string, sentence: string}} Words
 */

/** @type {Record<Phase, Words>} */
const WORDS = {
  checking: { headline: 'Getting ready', sentence: 'Looking at what this device can do.' },
  ready: { headline: 'Ready when you are', sentence: 'After you tap Join, this device computes for the computer that invited it, until you pause it, stop it or close this page.' },
  joining: { headline: 'Joining', sentence: 'Saying hello to the computer that invited this device.' },
  idle: { headline: 'Joined', sentence: 'Work starts by itself when there is some.' },
  transferring: { headline: 'Receiving numbers', sentence: 'The next piece of work is on its way.' },
  computing: { headline: 'Computing', sentence: 'Working on its piece. Thank you!' },
  paused: { headline: 'Paused', sentence: 'Nothing is computed and no work comes. The connection stays: go on whenever you like.' },
  away: { headline: 'Connection lost', sentence: 'Nothing is lost: unfinished work goes on elsewhere, and this device comes back by itself.' },
  full: { headline: 'All places are taken', sentence: 'This device asks again by itself; a place may become free.' },
  left: { headline: 'Stopped', sentence: 'This device has left and computes no more. Thank you for your help!' },
  removed: { headline: 'Removed by the operator', sentence: 'Whoever runs this grid has taken this device off it. Thank you for what it gave.' },
  replaced: { headline: 'Open somewhere else', sentence: 'The same worker was opened again, in another tab or window. That one goes on.' },
  bad_key: { headline: 'This invitation has expired', sentence: 'Please scan the code again, or ask for a new link.' },
  bad_protocol: { headline: 'Not the same version', sentence: 'This page and the computer that invited it are of different versions. Please reload the page.' },
  broken: { headline: 'Something went wrong here', sentence: 'The page could not start its worker. Please reload it.' },
};

/** Why a pause that the person did not ask for. */
const HELD = {
  battery: { headline: 'Resting: the battery is low', sentence: 'It is below 20 % and not charging. Work goes on by itself when this device is charged.' },
  data: { headline: 'Today’s data limit is reached', sentence: 'No more work comes until tomorrow. Raise the limit below to go on now.' },
};

export const NO_KEY = {
  headline: 'One more scan, please',
  sentence: 'This address is missing the invitation at its end: scan the code again, or open the whole link.',
};

const ENGINES = { webgpu: 'WebGPU', wasm: 'WebAssembly', js: 'JavaScript' };

/** @param {Pick<WorkerView, 'phase' | 'message'> & {heldBy?: WorkerView['heldBy']}} view @returns {Words} */
export function wordsFor({ phase, message, heldBy = [] }) {
  const words = phase !== 'paused' || heldBy.includes('owner') ? WORDS[phase] : heldBy.includes('battery') ? HELD.battery : HELD.data;
  const detail = phase === 'away' || phase === 'full' || phase === 'removed' || phase === 'broken' ? message : '';
  return detail ? { ...words, sentence: `${words.sentence} (${detail})` } : words;
}

/** @param {number} seconds */
export function countdown(seconds) {
  return seconds <= 0 ? 'Trying now …' : `Trying again in ${seconds} s.`;
}

/** @param {WorkerView['engine']} engine */
export function engineName(engine) {
  return engine === null ? '' : ENGINES[engine];
}

/** @param {number} ms */
export function duration(ms) {
  if (ms === 0) return '0 s';
  const seconds = ms / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** @param {number} bytes */
export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : value.toPrecision(2 + Number(value >= 9.95))} ${units[unit]}`;
}

/** Of a round number, such as a limit. @param {number} bytes */
export function roundSize(bytes) {
  return size(bytes).replace('.0 ', ' ');
}

/** @param {number} opsPerSecond */
export function speed(opsPerSecond) {
  if (opsPerSecond === 0) return '–';
  const giga = opsPerSecond / 1e9;
  return giga >= 1_000 ? `${(giga / 1_000).toFixed(1)} Top/s` : `${giga >= 99.5 ? Math.round(giga) : giga.toFixed(giga < 9.95 ? 2 : 1)} Gop/s`;
}

/** @param {number} operations */
export function count(operations) {
  const units = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
  let value = operations;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return unit === 0 ? String(Math.round(value)) : `${value >= 99.5 ? Math.round(value) : value.toPrecision(value >= 9.95 ? 3 : 2)} ${units[unit]}op`;
}

const BADGES = ['Gold', 'Silver', 'Bronze'];

/** @param {WorkerView['standing']} standing @returns {{place: string, badge: string}} the first three have a badge */
export function placeOf(standing) {
  return standing ? { place: `${standing.rank} of ${standing.of}`, badge: BADGES[standing.rank - 1] ?? '' } : { place: '–', badge: '' };
}
