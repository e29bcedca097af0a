/** What the page says of the device: what it found before the tap, and afterwards what it told. Pure. */
import { engineName, size, speed } from './words.js';
import { MOST_PROBED_BYTES } from './worker/link.js';

/** @typedef {import('./worker/survey.js').Survey} Survey */

/** @type {Record<import('./worker/survey.js').GpuState, (survey: Survey) => {gpu: string, note: string}>} */
const GPU = {
  found: ({ gpuName }) => ({ gpu: gpuName, note: 'The faster of the graphics processor and WebAssembly is used: after the tap both are tried for about a tenth of a second.' }),
  imitated: ({ gpuName }) => ({ gpu: `imitated (${gpuName})`, note: 'The only graphics processor that this browser offers is imitated by the processor, which is faster without it.' }),
  insecure: () => ({ gpu: 'hidden', note: 'This page came over plain http, and browsers open the graphics processor only to pages that come over https.' }),
  missing: () => ({ gpu: 'not in this browser', note: 'This browser has no WebGPU yet. A current Chrome or Edge, Safari 26 or Firefox on most computers has it.' }),
  refused: () => ({ gpu: 'refused', note: 'This browser has WebGPU but gives out no graphics processor: its driver may be on the browser’s block list, or hardware acceleration is switched off in the settings.' }),
};

const FEATURES = { subgroups: 'share values between threads' };

/**
 * @param {Survey} survey @param {import('./worker/types.js').DeviceFacts} facts
 * @returns {{gpu: string, features: string, processor: string, memory: string, link: string, note: string}} features: empty where there are none
 */
export function planOf(survey, { cores }) {
  const { gpu, note } = GPU[survey.gpu](survey);
  const plain = survey.hasWasm ? 'WebAssembly' : 'plain JavaScript, slowly';
  return {
    gpu,
    features: survey.gpu !== 'found' ? '' : survey.gpuFeatures.map((name) => FEATURES[/** @type {keyof typeof FEATURES} */ (name)]).join(', '),
    processor: `${coresInWords(survey.hasWasm ? survey.threads : 1, cores)}, with ${plain}`,
    memory: `at most ${size(survey.memoryBytes)}`,
    link: `tried once after the tap, with at most ${size(MOST_PROBED_BYTES)}`,
    note: survey.gpu === 'found' ? note : `${note} This device computes with ${survey.hasWasm ? 'WebAssembly' : 'plain JavaScript'} instead, and helps all the same.`,
  };
}

/** @param {number | undefined} rate */
const linkInWords = (rate) => (rate === undefined ? 'not measured' : `${size(rate)} a second`);

/** @param {number} threads @param {number | null} cores */
function coresInWords(threads, cores) {
  if (threads > 1) return threads === cores ? `up to all ${cores} cores, one less unless you choose full power` : `up to ${threads} of ${cores} cores`;
  return cores === null ? 'one core' : `one of ${cores} cores`;
}

/** @param {import('./worker/types.js').Told} told @returns {[string, string][]} */
export function toldInWords(told) {
  return [
    ['Name', told.name],
    ['Kind of device', told.deviceKind],
    ['Computes with', engineName(told.engine)],
    ['Runs on', told.device],
    ['Cores', told.cores === undefined ? 'not told by this browser' : String(told.cores)],
    ['Memory of the device', told.memoryGb === undefined ? 'not told by this browser' : `about ${told.memoryGb} GB`],
    ['Speed that was measured', Object.entries(told.opsPerSecond ?? {}).map(([name, ops]) => `${engineName(/** @type {import('./worker/types.js').EngineName} */ (name))} ${speed(Number(ops))}`).join(', ') || 'none'],
    ['Link to this device', linkInWords(told.downBytesPerSecond)],
    ['Link from this device', linkInWords(told.upBytesPerSecond)],
    ['Storage the browser allows', told.storageBytes === undefined ? 'not told by this browser' : size(told.storageBytes)],
    ['Memory for work', size(told.memoryBytes)],
    ['Kept between tasks', `at most ${size(told.cacheBytes)}`],
    ['Largest piece', size(told.maxBlockBytes)],
    ['Can compute', told.kernels.join(', ')],
    ['Makes test matrices itself', told.generators.length > 0 ? 'yes' : 'no'],
  ];
}
