/** What the person wants of this device: how much of its power, how much data, whether the screen stays on. Kept with the browser. */
import { forGood, keep, recall } from './storage.js';

/**
 * @typedef {'eco' | 'balanced' | 'full'} Power
 * @typedef {{power: Power, dataLimit: number | null, awake: boolean}} Settings dataLimit: bytes that may be moved in one day; null: any
 */

/** What part of the time the device computes; it rests for the others. @type {Readonly<Record<Power, number>>} */
export const DUTY = { eco: 0.3, balanced: 0.6, full: 1 };

/** Those that can be chosen, in bytes. */
export const DATA_LIMITS = [null, 50e6, 200e6, 1e9, 5e9];

const KEY = 'brain.settings';

/** @param {string} kind of the device: what is held in a hand is to stay cool @param {any} [stored] @returns {Settings} */
export function loadSettings(kind, stored = recall(forGood(), KEY)) {
  return {
    power: Object.hasOwn(DUTY, stored?.power) ? stored.power : kind === 'phone' || kind === 'tablet' ? 'balanced' : 'full',
    dataLimit: DATA_LIMITS.includes(stored?.dataLimit) ? stored.dataLimit : null,
    awake: stored?.awake !== false,
  };
}

/** @param {Settings} settings */
export function keepSettings(settings) {
  keep(forGood(), KEY, settings);
}
