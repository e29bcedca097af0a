/** With how many threads an engine is fastest: tried and measured, as engines are. */

/** @typedef {{threads: number, keepThreads: (count: number) => void}} Threaded threads: as many as there are, or fewer */

/**
 * All threads, half of them (where two of them share a core the second may be none), or one. The engine goes on with what was the fastest.
 *
 * @template {Threaded} T
 * @param {T} engine @param {(engine: T) => Promise<number>} measure operations per second
 * @returns {Promise<number>} those of the fastest
 */
export async function tuneThreads(engine, measure) {
  const all = engine.threads;
  let best = { threads: all, speed: await measure(engine) };
  for (const threads of new Set([Math.ceil(all / 2), 1])) {
    if (threads === all) continue;
    engine.threads = threads;
    const speed = await measure(engine);
    if (speed > best.speed) best = { threads, speed };
  }
  engine.keepThreads(best.threads);
  return best.speed;
}
