/**
 * What surrounds the page: battery, screen and visibility, as far as the browser has them. The one seam at which tests put other devices in
 * place of this one.
 *
 * @typedef {{level: number, charging: boolean}} Battery level: 0 to 1
 * @typedef {object} Surroundings
 * @property {(listener: (battery: Battery) => void) => void} onBattery told now and at each change; never where the browser does not tell
 * @property {() => boolean} isHidden
 * @property {(listener: () => void) => void} onVisibility
 * @property {boolean} canKeepAwake
 * @property {() => Promise<{release: () => Promise<void>, onReleased: (listener: () => void) => void}>} keepAwake rejects where the browser does not allow it now
 */

/** @param {Navigator} navigator @param {Document} document @returns {Surroundings} */
export function surroundings(navigator, document) {
  const { getBattery } = /** @type {{getBattery?: () => Promise<EventTarget & Battery>}} */ (/** @type {unknown} */ (navigator));
  const wakeLock = /** @type {WakeLock | undefined} */ (navigator.wakeLock);
  return {
    onBattery(listener) {
      getBattery?.call(navigator).then((battery) => {
        const tell = () => listener({ level: battery.level, charging: battery.charging });
        battery.addEventListener('levelchange', tell);
        battery.addEventListener('chargingchange', tell);
        tell();
      }, () => {});
    },
    isHidden: () => document.visibilityState === 'hidden',
    onVisibility: (listener) => document.addEventListener('visibilitychange', listener),
    canKeepAwake: wakeLock !== undefined,
    async keepAwake() {
      if (!wakeLock) throw new Error('This browser does not keep a screen on.');
      const lock = await wakeLock.request('screen');
      return { release: () => lock.release(), onReleased: (listener) => lock.addEventListener('release', listener) };
    },
  };
}
