/** What a worker says of itself when it joins (docs/protocol.md §3), and so all that the orchestrator is told of this device. */

const CACHED_PART = 0.5; // of the memory may lie idle with operands that later tasks may need
const MOST_NAME = 40;
const MOST_DEVICE = 120;

/**
 * @param {import('./instructions.js').EngineProfile} profile @param {string} name @param {import('./types.js').DeviceFacts} facts
 * @returns {import('./types.js').Told}
 */
export function whatIsTold({ engine, device, maxBlockBytes, memoryBytes, kernels, generators }, name, { kind, cores, memoryGb }) {
  return {
    name: [...name].slice(0, MOST_NAME).join(''), deviceKind: kind, engine, device: device.slice(0, MOST_DEVICE), kernels, maxBlockBytes, memoryBytes,
    cacheBytes: Math.floor(memoryBytes * CACHED_PART), generators,
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
