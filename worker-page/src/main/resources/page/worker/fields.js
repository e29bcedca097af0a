/** Reads fields of messages that come from the orchestrator, each checked. Pure. */

/** A message breaks docs/protocol.md: the connection ends with this sentence, which names the field. */
export class BadMessage extends Error {}

/** A task that keeps to the protocol is nothing that this worker can compute: it goes to another, with this sentence. */
export class Unsupported extends Error {}

/** @typedef {Record<string, unknown>} Fields */

/** @param {unknown} value @param {string} what @returns {Fields} */
export function object(value, what) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadMessage(`${what} is not an object.`);
  return /** @type {Fields} */ (value);
}

/** @param {Fields} fields @param {string} name */
export function string(fields, name) {
  const value = fields[name];
  if (typeof value !== 'string') throw new BadMessage(`${name} of ${fields['type']} is ${JSON.stringify(value)}; it must be a string.`);
  return value;
}

/** @param {Fields} fields @param {string} name @param {number} least */
export function whole(fields, name, least) {
  const value = fields[name];
  if (!Number.isSafeInteger(value) || /** @type {number} */ (value) < least) {
    throw new BadMessage(`${name} of ${fields['type']} is ${JSON.stringify(value)}; it must be a whole number from ${least}.`);
  }
  return /** @type {number} */ (value);
}

/** @param {Fields} fields @param {string} name */
export function wholes(fields, name) {
  const values = fields[name];
  if (!Array.isArray(values)) throw new BadMessage(`${name} of ${fields['type']} is not a list.`);
  return values.map((value) => whole({ type: fields['type'], [name]: value }, name, 0));
}
