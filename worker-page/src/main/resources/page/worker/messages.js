/**
 * The orchestrator's text messages (docs/protocol.md §4), checked as they come in. An unknown type is null: it is to be ignored. A message
 * that breaks the protocol throws, with a sentence that names the field.
 */
import { BadMessage, object, string, whole, wholes } from './fields.js';

/**
 * @typedef {{type: 'registration_ack', workerId: string, workerSecret: string | null, name: string, heartbeatMs: number,
 *   silenceLimitMs: number, window: number, maxFrameBytes: number}} RegistrationAck
 * @typedef {{type: 'compute_task', task: number, kernel: string, fields: import('./fields.js').Fields}} ComputeTask fields: all of the message,
 *   which the kernel reads
 * @typedef {{type: 'release_operands', blocks: number[]}} ReleaseOperands
 * @typedef {{type: 'cancel_task' | 'result_accepted', task: number}} AboutTask
 * @typedef {{type: 'result_rejected', task: number, reason: string}} ResultRejected
 * @typedef {{type: 'standing', rank: number, of: number}} Standing
 * @typedef {{type: 'error', code: string, message: string}} ErrorMessage
 * @typedef {RegistrationAck | ComputeTask | ReleaseOperands | AboutTask | ResultRejected | Standing | ErrorMessage | {type: 'heartbeat_ack'}} Message
 */

/** @param {string} text @returns {Message | null} @throws {BadMessage} */
export function readMessage(text) {
  const fields = object(parse(text), 'the message');
  switch (fields.type) {
    case 'registration_ack':
      return {
        type: 'registration_ack',
        workerId: string(fields, 'workerId'),
        workerSecret: fields.workerSecret === undefined ? null : string(fields, 'workerSecret'),
        name: string(fields, 'name'),
        heartbeatMs: whole(fields, 'heartbeatMs', 1),
        silenceLimitMs: whole(fields, 'silenceLimitMs', 1),
        window: whole(fields, 'window', 1),
        maxFrameBytes: whole(fields, 'maxFrameBytes', 36),
      };
    case 'compute_task':
      return { type: 'compute_task', task: whole(fields, 'task', 0), kernel: string(fields, 'kernel'), fields };
    case 'release_operands':
      return { type: 'release_operands', blocks: wholes(fields, 'blocks') };
    case 'cancel_task':
    case 'result_accepted':
      return { type: fields.type, task: whole(fields, 'task', 0) };
    case 'result_rejected':
      return { type: 'result_rejected', task: whole(fields, 'task', 0), reason: string(fields, 'reason') };
    case 'standing':
      return { type: 'standing', rank: whole(fields, 'rank', 1), of: whole(fields, 'of', 1) };
    case 'error':
      return { type: 'error', code: string(fields, 'code'), message: string(fields, 'message') };
    case 'heartbeat_ack':
      return { type: 'heartbeat_ack' };
    default:
      if (typeof fields.type !== 'string') throw new BadMessage('A message has no type.');
      return null;
  }
}

/** @param {string} text @returns {unknown} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadMessage(`A text message is not JSON: ${text.slice(0, 40)}`);
  }
}
