/**
 * How fast bytes come and go between this device and the orchestrator, tried once after the tap: a little each way, and more only where that was quick.
 * Every byte counts as moved. What is not learnt within a second is not known.
 */

/**
 * @typedef {{downBytesPerSecond: number | null, upBytesPerSecond: number | null}} Link to this device, and from it; null: not known
 * @typedef {{link: Link, bytes: number}} MeasuredLink bytes: moved for it
 */

const LITTLE = 64 * 2 ** 10;
const MORE = 2 ** 20;
/** The most that trying takes. */
export const MOST_PROBED_BYTES = 2 * (LITTLE + MORE);
const QUICK_MS = 60;
const LIMIT_MS = 1_000;

/** @typedef {(url: string, options: RequestInit) => Promise<Response>} Fetch */

/** @param {Fetch} fetch @param {number} mostBytes that may be moved for it @param {() => number} [now] milliseconds @returns {Promise<MeasuredLink>} */
export async function measureLink(fetch, mostBytes, now = () => performance.now()) {
  let left = mostBytes;
  /** @param {(bytes: number) => Promise<boolean>} move */
  const direction = async (move) => {
    const little = await timed(LITTLE);
    if (little === null) return null;
    const more = little < QUICK_MS ? await timed(MORE) : null;
    // The way there and back is in both times: what the larger one took longer is the bytes.
    if (more !== null && more > 1.2 * little) return (MORE - LITTLE) / (more - little) * 1_000;
    return more === null ? LITTLE / Math.max(little, 0.1) * 1_000 : MORE / Math.max(more, 0.1) * 1_000;

    /** @param {number} bytes @returns {Promise<number | null>} milliseconds */
    async function timed(bytes) {
      if (bytes > left) return null;
      left -= bytes;
      const began = now();
      const came = await move(bytes).catch(() => false);
      return came ? now() - began : null;
    }
  };
  const down = await direction(async (bytes) => {
    const response = await fetch(`/probe?bytes=${bytes}`, { cache: 'no-store', signal: AbortSignal.timeout(LIMIT_MS) });
    return response.ok && (await response.arrayBuffer()).byteLength === bytes;
  });
  const up = await direction(async (bytes) => (await fetch('/probe', { method: 'POST', body: new Uint8Array(bytes), signal: AbortSignal.timeout(LIMIT_MS) })).ok);
  return { link: { downBytesPerSecond: rounded(down), upBytesPerSecond: rounded(up) }, bytes: mostBytes - left };
}

/** Nobody has measured more than three digits. @param {number | null} rate */
export function rounded(rate) {
  return rate === null ? null : Number(rate.toPrecision(3));
}
