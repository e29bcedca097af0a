/**
 * How the page treats the device that it runs on: work stops on a low battery, and the screen stays on while there is work and the page is
 * seen. Decides; surroundings.js knows the browser.
 */

/** @typedef {import('./surroundings.js').Surroundings} Surroundings @typedef {import('./surroundings.js').Battery} Battery */

const LOW = 0.2;

/** @param {Battery} battery */
export function isLow({ level, charging }) {
  return level < LOW && !charging;
}

export class Manners {
  #around;
  #isWorking = false;
  #awake;
  /** @type {Awaited<ReturnType<Surroundings['keepAwake']>> | null} */
  #lock = null;
  #asking = false;
  #wasLow = false;

  /**
   * @param {Surroundings} around
   * @param {boolean} awake whether the screen is to stay on while there is work
   * @param {{onLow: (isLow: boolean) => void, onHidden: (isHidden: boolean) => void}} listener
   */
  constructor(around, awake, { onLow, onHidden }) {
    this.#around = around;
    this.#awake = awake;
    around.onBattery((battery) => {
      if (isLow(battery) === this.#wasLow) return;
      this.#wasLow = !this.#wasLow;
      onLow(this.#wasLow);
    });
    around.onVisibility(() => {
      onHidden(around.isHidden());
      void this.#mindTheScreen();
    });
  }

  get isLow() {
    return this.#wasLow;
  }

  /** @param {boolean} awake */
  set awake(awake) {
    this.#awake = awake;
    void this.#mindTheScreen();
  }

  /** Whether this device is on the grid and not paused. @param {boolean} isWorking */
  set isWorking(isWorking) {
    if (isWorking === this.#isWorking) return;
    this.#isWorking = isWorking;
    void this.#mindTheScreen();
  }

  /** A browser takes the lock away when the page is hidden: then it is asked for again when the page is seen. */
  async #mindTheScreen() {
    const wanted = () => this.#isWorking && this.#awake && !this.#around.isHidden();
    if (!wanted()) {
      const lock = this.#lock;
      this.#lock = null;
      await lock?.release().catch(() => {});
      return;
    }
    if (this.#lock || this.#asking || !this.#around.canKeepAwake) return;
    this.#asking = true;
    try {
      const lock = await this.#around.keepAwake();
      this.#lock = lock;
      lock.onReleased(() => { if (this.#lock === lock) this.#lock = null; });
    } catch {
      // The battery is low, or the person does not want it: the screen goes dark as ever.
    } finally {
      this.#asking = false;
    }
    if (!wanted()) void this.#mindTheScreen();
  }
}
