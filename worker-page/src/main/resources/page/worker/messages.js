/**
 * The orchestrator's text messages (docs/protocol.md §4), checked as they come in. An unknown type is null: it is to be ignored. A message
 * that breaks the protocol throws, with a sentence that names the field.
 */

/**
 * @typedef {{block: number, rows: number, cols: number, generate?: import('./types.js').Generate}} Operand generate: the block does not come,
 *   it is to be made
 * @typedef {{type: 'registration_ack', workerId: string, workerSecret: string | null, name: string, heartbeatMs: number,
 *   silenceLimitMs: number, window: number, maxFrameBytes: number}} RegistrationAck
 * @typedef {{type: 'compute_task', task: number, kernel: string, rows: number, inner: number, cols: number, a: Operand,
 *   b: Operand}} ComputeTask
 * @typedef {{type: 'release_operands', blocks: number[]}} ReleaseOperands
 * @typedef {{type: 'cancel_task' | 'result_accepted', task: number}} AboutTask
 * @typedef {{type: 'result_rejected', task: number, reason: string}} ResultRejected
 * @typedef {{type: 'error', code: string, message: string}} ErrorMessage
 * @typedef {RegistrationAck | ComputeTask | ReleaseOperands | AboutTask | ResultRejected | ErrorMessage | {type: 'heartbeat_ack'}} Message
 */

export class BadMessage extends Error {}

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
      return {
        type: 'compute_task',
        task: whole(fields, 'task', 0),
        kernel: string(fields, 'kernel'),
        rows: whole(fields, 'rows', 1),
        inner: whole(fields, 'inner', 1),
        cols: whole(fields, 'cols', 1),
        a: operand(fields, 'a'),
        b: operand(fields, 'b'),
      };
    case 'release_operands':
      return { type: 'release_operands', blocks: wholes(fields, 'blocks') };
    case 'cancel_task':
    case 'result_accepted':
      return { type: fields.type, task: whole(fields, 'task', 0) };
    case 'result_rejected':
      return { type: 'result_rejected', task: whole(fields, 'task', 0), reason: string(fields, 'reason') };
    case 'error':
      return { type: 'error', code: string(fields, 'code'), message: string(fields, 'message') };
    case 'heartbeat_ack':
      return { type: 'heartbeat_ack' };
    default:
      if (typeof fields.type !== 'string') throw new BadMessage('A message has no type.');
      return null;
  }
}

/** @typedef {Record<string, unknown>} Fields */

/** @param {string} text @returns {unknown} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadMessage(`A text message is not JSON: ${text.slice(0, 40)}`);
  }
}

/** @param {unknown} value @param {string} what @returns {Fields} */
function object(value, what) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadMessage(`${what} is not an object.`);
  return /** @type {Fields} */ (value);
}

/** @param {Fields} fields @param {string} name */
function string(fields, name) {
  const value = fields[name];
  if (typeof value !== 'string') throw new BadMessage(`${name} of ${fields.type} is ${JSON.stringify(value)}; it must be a string.`);
  return value;
}

/** @param {Fields} fields @param {string} name @param {number} least */
function whole(fields, name, least) {
  const value = fields[name];
  if (!Number.isSafeInteger(value) || /** @type {number} */ (value) < least) {
    throw new BadMessage(`${name} of ${fields.type} is ${JSON.stringify(value)}; it must be a whole number from ${least}.`);
  }
  return /** @type {number} */ (value);
}

/** @param {Fields} fields @param {string} name */
function wholes(fields, name) {
  const values = fields[name];
  if (!Array.isArray(values)) throw new BadMessage(`${name} of ${fields.type} is not a list.`);
  return values.map((value) => whole({ type: fields.type, [name]: value }, name, 0));
}

/** @param {Fields} fields @param {string} name @returns {Operand} */
function operand(fields, name) {
  /** @type {Fields & {type: string}} */
  const block = { ...object(fields[name], `${name} of ${fields.type}`), type: `${name} of ${fields.type}` };
  const [rows, cols] = [whole(block, 'rows', 1), whole(block, 'cols', 1)];
  const made = block['generate'] ?? null;
  const place = made === null ? {} : { generate: generate(made, block.type, rows, cols) };
  return { block: whole(block, 'block', 0), rows, cols, ...place };
}

/** @param {unknown} value @param {string} where @param {number} rows @param {number} cols @returns {import('./types.js').Generate} */
function generate(value, where, rows, cols) {
  const fields = { ...object(value, `generate of ${where}`), type: `generate of ${where}` };
  const { seed, operand } = /** @type {Fields} */ (fields);
  if (typeof seed !== 'string' || !/^-?\d{1,19}$/.test(seed) || BigInt.asIntN(64, BigInt(seed)) !== BigInt(seed)) {
    throw new BadMessage(`seed of ${fields.type} is ${JSON.stringify(seed)}; it must be a signed 64-bit number in a string.`);
  }
  if (operand !== 'A' && operand !== 'B') throw new BadMessage(`operand of ${fields.type} is ${JSON.stringify(operand)}; it must be A or B.`);
  const [firstRow, firstCol, stride] = [whole(fields, 'firstRow', 0), whole(fields, 'firstCol', 0), whole(fields, 'stride', 1)];
  if (firstCol + cols > stride || !Number.isSafeInteger((firstRow + rows) * stride) || stride >= 2 ** 32) {
    throw new BadMessage(`${rows} × ${cols} values from row ${firstRow} and column ${firstCol} on are not in a matrix of ${stride} columns.`);
  }
  return { generator: string(fields, 'generator'), seed, operand, firstRow, firstCol, stride };
}
