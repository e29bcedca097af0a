/**
 * The page goes away and comes back: closed, put into the back-forward cache, or frozen. A frozen page's worker stands still and its socket would
 * be held open for nothing, so it leaves in time and joins again afterwards. Tells; main.js does.
 */

/**
 * @param {Pick<Window, 'addEventListener'>} window @param {Pick<Document, 'addEventListener'>} document
 * @param {{goingAway: () => void, frozen: () => void, back: () => void}} listener goingAway: perhaps for good; back: after either
 */
export function onLifecycle(window, document, { goingAway, frozen, back }) {
  window.addEventListener('pagehide', goingAway);
  window.addEventListener('pageshow', ({ persisted }) => { if (persisted) back(); });
  document.addEventListener('freeze', frozen);
  document.addEventListener('resume', back);
}
