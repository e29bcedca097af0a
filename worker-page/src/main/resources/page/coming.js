/**
 * Whether a page that opens joins without a tap. Nothing is computed before the person agrees; so it does only where they have: in a tab that the
 * browser itself had put away while it was on the grid, and where a program on this same computer opened the page with `?auto=1`.
 */
import { forThisTab, keep, recall } from './storage.js';

const JOINED = 'brain.joined';
const THIS_COMPUTER = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * A link from elsewhere that says `?auto=1` is not obeyed: only the orchestrator of this very computer can be meant by it.
 *
 * @param {{hostname: string, search: string}} address @param {object} document whose wasDiscarded, where the browser has it, says that it had put the page away @param {unknown} [joined] whether this tab was on the grid
 */
export function comesByItself({ hostname, search }, document, joined = recall(forThisTab(), JOINED)) {
  const asked = new URLSearchParams(search).get('auto') === '1' && THIS_COMPUTER.test(hostname);
  return asked || (/** @type {{wasDiscarded?: boolean}} */ (document).wasDiscarded === true && joined === true);
}

export function rememberJoined() {
  keep(forThisTab(), JOINED, true);
}

export function forgetJoined() {
  keep(forThisTab(), JOINED, false);
}
