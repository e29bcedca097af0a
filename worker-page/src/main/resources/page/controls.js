/** The part of the page where the person sets power and limits. Owns its elements; the settings themselves are kept by settings.js. */
import { element, input, text } from './elements.js';
import { DATA_LIMITS, DUTY } from './settings.js';
import { roundSize } from './words.js';

/** @typedef {import('./settings.js').Settings} Settings @typedef {import('./settings.js').Power} Power */

/** @type {Record<Power, {name: string, hint: string}>} */
const POWERS = {
  eco: { name: 'Eco', hint: `Computes about ${100 * DUTY.eco} % of the time and rests in between: cool and quiet.` },
  balanced: { name: 'Balanced', hint: `Computes about ${100 * DUTY.balanced} % of the time and rests in between.` },
  full: { name: 'Full', hint: 'Computes without rests, as fast as this device can.' },
};

/** @param {number | null} bytes */
const limitInWords = (bytes) => (bytes === null ? 'no data limit' : roundSize(bytes));

/** @param {Settings} settings as they are @param {boolean} canKeepAwake @param {(settings: Settings) => void} onChange */
export function showControls(settings, canKeepAwake, onChange) {
  const chosen = { ...settings };
  const limit = /** @type {HTMLSelectElement} */ (element('data-limit'));
  limit.replaceChildren(...DATA_LIMITS.map((bytes, i) => new Option(bytes === null ? 'No limit' : roundSize(bytes), String(i), false, bytes === chosen.dataLimit)));
  input(chosen.power).checked = true;
  input('awake').checked = chosen.awake;
  element('awake-row').hidden = !canKeepAwake;
  const changed = () => {
    text('power-hint', POWERS[chosen.power].hint);
    text('chosen', `${POWERS[chosen.power].name}, ${limitInWords(chosen.dataLimit)}`);
  };
  const set = (/** @type {Partial<Settings>} */ change) => {
    Object.assign(chosen, change);
    changed();
    onChange({ ...chosen });
  };
  for (const power of /** @type {Power[]} */ (Object.keys(POWERS))) input(power).addEventListener('change', () => set({ power }));
  limit.addEventListener('change', () => set({ dataLimit: DATA_LIMITS[Number(limit.value)] ?? null }));
  input('awake').addEventListener('change', () => set({ awake: input('awake').checked }));
  changed();
}
