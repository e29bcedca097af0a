/** What a worker says of itself when it joins (docs/protocol.md §3), and so all that the orchestrator is told of this device. */
import { rounded } from './link.js';

const CACHED_PART = 0.5; // of the memory may lie idle with operands that later tasks may need
const MOST_NAME = 40;
const MOST_DEVICE = 120;

/**
 * @param {import('./instructions.js').EngineProfile} profile @param {string} name @param {import('./types.js').DeviceFacts} facts
 * @returns {import('./types.js').Told}
 */
export function whatIsTold({ engine, device, maxBlockBytes, memoryBytes, kernels, generators, speeds, link, storageBytes }, name, { kind, cores, memoryGb }) {
  return {
    name: [...name].slice(0, MOST_NAME).join(''), deviceKind: kind, engine, device: device.slice(0, MOST_DEVICE), kernels, maxBlockBytes, memoryBytes,
    cacheBytes: Math.floor(memoryBytes * CACHED_PART), generators,
    ...(Object.keys(speeds).length > 0 && { opsPerSecond: Object.fromEntries(Object.entries(speeds).map(([name, speed]) => [name, rounded(speed)])) }),
    ...(link.downBytesPerSecond !== null && { downBytesPerSecond: link.downBytesPerSecond }),
    ...(link.upBytesPerSecond !== null && { upBytesPerSecond: link.upBytesPerSecond }),
    ...(storageBytes !== null && { storageBytes }),
    ...(cores !== null && { cores }), ...(memoryGb !== null && { memoryGb }),
  };
}

/**
 * @param {string} joinKey @param {import('./types.js').Identity} identity @param {import('./types.js').DeviceFacts} facts
 * @param {import('./instructions.js').EngineProfile} profile
 */
export function registration(joinKey, { workerId, workerSecret, name }, facts, profile) {
  return {
    type: 'register_worker', protocol: 1, joinKey,
    ...(workerId !== null && workerSecret !== null && { workerId, workerSecret }),
    ...whatIsTold(profile, name, facts),
  };
}
