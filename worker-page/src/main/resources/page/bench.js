/** The bench page's own thread: starts the measuring worker when it is asked to, shows each row as it comes, and gives the table as text. */

/** @typedef {import('./worker/bench/main.js').Row} Row @typedef {import('./worker/bench/main.js').FromBench} FromBench */

/** @param {string} id @returns {any} */
const element = (id) => document.getElementById(id);
/** @type {string[]} */
const facts = [];
/** @type {Row[]} */
const rows = [];

element('measure').addEventListener('click', measure);
element('copy').addEventListener('click', copy);

function measure() {
  element('measure').disabled = true;
  element('copy').hidden = element('text').hidden = element('text-label').hidden = true;
  for (const list of [facts, rows]) list.length = 0;
  for (const id of ['facts', 'rows']) element(id).replaceChildren();
  const worker = new Worker('/assets/worker/bench/main.js', { type: 'module', name: 'bench' });
  worker.onmessage = (/** @type {MessageEvent<FromBench>} */ { data }) => {
    if (data.type === 'fact') addFact(data.fact);
    else if (data.type === 'trying') say(`Trying ${data.what} …`);
    else if (data.type === 'row') addRow(data.row);
    else finish(worker, `Done: ${rows.filter(({ correct }) => correct).length} of ${rows.length} kernels are right.`);
  };
  worker.onerror = ({ message }) => finish(worker, `It broke off: ${message || 'the measuring could not be started'}.`);
  addFact(navigator.userAgent);
}

/** @param {Worker} worker @param {string} words */
function finish(worker, words) {
  worker.terminate();
  say(words);
  element('measure').disabled = false;
  element('measure').textContent = 'Measure again';
  element('copy').hidden = false;
}

async function copy() {
  const text = asText();
  try {
    await navigator.clipboard.writeText(text);
    say('Copied.');
  } catch { // over plain http, or not allowed
    element('text').hidden = element('text-label').hidden = false;
    element('text').value = text;
    element('text').select();
    say('This browser does not let the page copy: the text is selected, please copy it yourself.');
  }
}

function asText() {
  const lines = rows.map((row) => [row.kernel, row.engine, row.variant, row.correct ? 'right' : 'WRONG', speed(row), row.note].filter(Boolean).join(' | '));
  return ['The Distributed Brain: kernels on this device', ...facts, '', ...lines, ''].join('\n');
}

/** @param {string} words */
function say(words) {
  element('status').textContent = words;
}

/** @param {string} fact */
function addFact(fact) {
  facts.push(fact);
  element('facts').append(withText('li', fact));
}

/** @param {Row} row */
function addRow(row) {
  rows.push(row);
  element('table').hidden = false;
  const name = withText('th', `${row.kernel}, ${row.engine}`);
  name.setAttribute('scope', 'row');
  name.append(withText('small', row.variant));
  const result = withText('td', row.correct ? 'right' : 'wrong');
  result.className = row.correct ? 'right' : 'wrong';
  const measured = withText('td', speed(row));
  if (row.note) measured.append(withText('small', row.note));
  const line = document.createElement('tr');
  line.append(name, result, measured);
  element('rows').append(line);
}

/** @param {Row} row */
function speed({ opsPerSecond, unit }) {
  return opsPerSecond > 0 ? `${(opsPerSecond / 1e9).toPrecision(3)} ${unit}` : '–';
}

/** @param {string} tag @param {string} text */
function withText(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
