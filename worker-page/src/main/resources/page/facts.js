/** What the browser tells of the device, and a name made from it. Pure but for browserSays: the browser's answers are arguments. */

/**
 * @typedef {object} BrowserSays
 * @property {string} userAgent
 * @property {{platform?: string, mobile?: boolean, brands?: {brand: string}[]} | undefined} hints navigator.userAgentData
 * @property {number} touchPoints
 * @property {number} shortSide of the screen, in CSS pixels
 * @property {number | undefined} cores
 * @property {number | undefined} memoryGb
 */

/** Most particular first: most browsers also claim to be those further down. */
const BROWSERS = [['Edg', 'Edge'], ['OPR', 'Opera'], ['SamsungBrowser', 'Samsung Internet'], ['Firefox', 'Firefox'], ['FxiOS', 'Firefox'],
  ['CriOS', 'Chrome'], ['Chrome', 'Chrome'], ['Safari', 'Safari']];
const SYSTEMS = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['CrOS', 'ChromeOS'], ['Windows', 'Windows'], ['Mac', 'macOS'],
  ['Linux', 'Linux']];

/** @param {BrowserSays} says @returns {import('./worker/types.js').DeviceFacts} */
export function deviceFacts(says) {
  return { kind: kindOf(says), cores: says.cores ?? null, memoryGb: says.memoryGb ?? null };
}

/** @param {BrowserSays} says @param {string} suffix tells devices of the same kind apart @returns {string} like "Chrome on Android 7f2" */
export function defaultName(says, suffix) {
  const browser = first(BROWSERS, says.userAgent) ?? 'Browser';
  const system = isIpad(says) ? 'iPad' : first(SYSTEMS, `${says.hints?.platform ?? ''} ${says.userAgent}`);
  return `${system ? `${browser} on ${system}` : browser} ${suffix}`;
}

/** A name as people type it, without what cannot be seen: the orchestrator takes none that is empty then. @param {string} typed @returns {string} */
export function cleanName(typed) {
  return typed.replace(/\s+/gu, ' ').replace(/\p{C}/gu, '').trim();
}

/** A browser cannot tell a laptop from a desktop; a touch screen on a full system is most often a laptop's. @param {BrowserSays} says */
function kindOf(says) {
  const { userAgent, hints, touchPoints, shortSide } = says;
  if (isIpad(says) || /Tablet/.test(userAgent) || (/Android/.test(userAgent) && hints?.mobile === false)) return 'tablet';
  if (/Android/.test(userAgent) && !/Mobile/.test(userAgent)) return 'tablet';
  if (hints?.mobile || /iPhone|Mobile/.test(userAgent)) return touchPoints > 0 && shortSide >= 600 ? 'tablet' : 'phone';
  if (/CrOS/.test(userAgent) || (touchPoints > 0 && /Windows|Linux/.test(userAgent))) return 'laptop';
  return /Windows|Mac|Linux|X11/.test(userAgent) ? 'desktop' : 'unknown';
}

/** An iPad calls itself a Mac; no Mac has a touch screen. @param {BrowserSays} says */
function isIpad({ userAgent, touchPoints }) {
  return /iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1);
}

/** @param {string[][]} table @param {string} text */
function first(table, text) {
  return table.find(([mark]) => text.includes(/** @type {string} */ (mark)))?.[1];
}

/** @returns {BrowserSays} */
export function browserSays() {
  const more = /** @type {{userAgentData?: BrowserSays['hints'], deviceMemory?: number}} */ (/** @type {unknown} */ (navigator));
  return {
    userAgent: navigator.userAgent,
    hints: more.userAgentData,
    touchPoints: navigator.maxTouchPoints,
    shortSide: Math.min(screen.width, screen.height),
    cores: navigator.hardwareConcurrency,
    memoryGb: more.deviceMemory,
  };
}
