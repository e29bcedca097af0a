/** The page's elements by id. */

/** @param {string} id @returns {HTMLElement} */
export const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} id @returns {HTMLInputElement} */
export const input = (id) => /** @type {HTMLInputElement} */ (element(id));

/** Writes only what changed: a live region speaks whatever is written. @param {string} id @param {string} words */
export function text(id, words) {
  const at = element(id);
  if (at.textContent !== words) at.textContent = words;
}

/** Fills a list of facts. @param {string} id @param {[string, string][]} facts */
export function list(id, facts) {
  const at = element(id);
  const signature = JSON.stringify(facts);
  if (at.dataset['shown'] === signature) return;
  at.dataset['shown'] = signature;
  at.replaceChildren(...facts.map(([term, value]) => {
    const row = document.createElement('div');
    const [dt, dd] = [document.createElement('dt'), document.createElement('dd')];
    dt.textContent = term;
    dd.textContent = value;
    row.append(dt, dd);
    return row;
  }));
}
