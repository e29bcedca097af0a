/** Shows what /openapi.json says of the API. Everything is put in as text: a description is no markup. */

import { element, input } from './elements.js';

/** A part of the description, of whatever shape. @typedef {any} Described */

/**
 * @param {string} tag @param {string} style a class, or nothing
 * @param {(Node | string)[]} inside @returns {HTMLElement}
 */
function node(tag, style, ...inside) {
  const made = document.createElement(tag);
  if (style) made.className = style;
  made.append(...inside);
  return made;
}

/** @param {string} to @param {string} words */
function link(to, words) {
  const made = document.createElement('a');
  made.href = to;
  made.textContent = words;
  return made;
}

/** What a value may be, in a word or a link to its document. @param {Described} schema @returns {Node | string} */
function type(schema) {
  if (!schema) return 'bytes';
  if (schema.$ref) {
    const name = schema.$ref.split('/').pop();
    return link(`#${name}`, name);
  }
  if (schema.type === 'array') return node('span', '', 'list of ', type(schema.items));
  if (schema.enum) return schema.enum.join(' | ');
  const range = schema.minimum === undefined ? '' : ` ${schema.minimum} to ${schema.maximum}`;
  return (schema.format ?? schema.type ?? 'object') + range;
}

/** @param {Described} schema */
const standard = (schema) => (schema.default === undefined ? '' : ` Without it: ${schema.default}.`);

/** @param {string} heading @param {[Node | string, Node | string, string][]} rows term, type and description of each */
function list(heading, rows) {
  if (rows.length === 0) return [];
  const made = node('dl', '');
  for (const [term, kind, about] of rows) {
    made.append(node('dt', '', node('code', '', term)), node('dd', '', node('span', 'quiet', kind), about));
  }
  return [node('h3', '', heading), made];
}

/** A call that can be copied to a shell. @param {string} method @param {string} path @param {Described} operation */
function command(method, path, operation) {
  const parts = [method === 'head' ? 'curl -I' : method === 'get' ? 'curl' : `curl -X ${method.toUpperCase()}`];
  if (operation.security.length > 0) parts.push('-H "Authorization: Bearer $TOKEN"');
  const content = operation.requestBody?.content ?? {};
  const example = content['application/json']?.example;
  if (example) parts.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(example)}'`);
  else if (content['application/octet-stream']) parts.push('--data-binary @FILE');
  return [...parts, `${location.origin}${path}`].join(' ');
}

/** @param {string} method @param {string} path @param {Described} operation */
function route(method, path, operation) {
  const scope = operation.security[0]?.token[0];
  const made = node('details', '',
    node('summary', '', node('span', 'method', method.toUpperCase()), node('code', '', path),
      node('span', 'says', `${operation.summary}. ${scope ? `Scope: ${scope}.` : 'Public.'}`)),
    node('div', 'inside',
      ...list('Parameters', (operation.parameters ?? []).map((/** @type {Described} */ p) =>
        [p.name, type(p.schema), `${p.description}.${standard(p.schema)}`])),
      ...list('Body', Object.entries(operation.requestBody?.content ?? {}).map(([media, of]) => [media, type(of.schema), ''])),
      ...list('Answers', Object.entries(operation.responses).map(([status, of]) => {
        const [media, content] = Object.entries(of.content ?? {})[0] ?? [];
        return [status, media ? type(content.schema) : '', `${of.description}${media ? ` (${media})` : ''}`];
      })),
      node('h3', '', 'From a shell'), node('pre', '', command(method, path, operation))));
  made.id = operation.operationId;
  return made;
}

/** @param {string} name @param {Described} schema */
function documented(name, schema) {
  const required = new Set(schema.required ?? []);
  const made = node('details', 'document',
    node('summary', '', node('code', '', name)),
    node('div', 'inside', node('p', '', schema.description ?? ''),
      ...list('Fields', Object.entries(schema.properties ?? {}).map(([field, of]) =>
        [required.has(field) ? field : `${field}?`, type(of), of.description ?? '']))));
  made.id = name;
  return made;
}

/** @param {Described} api */
function show(api) {
  element('about').textContent = `${api.info.description} Version ${api.info.version}.`;
  for (const tag of api.tags) {
    const section = node('section', '', node('h2', '', tag.name), node('p', 'quiet', tag.description));
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const [method, operation] of Object.entries(/** @type {Described} */ (methods))) {
        if (operation.tags.includes(tag.name)) section.append(route(method, path, operation));
      }
    }
    element('routes').append(section);
  }
  element('documents').append(...Object.entries(api.components.schemas).map(([name, of]) => documented(name, of)));
}

/** Shows only what has the words in its line. */
function find() {
  const wanted = input('find').value.trim().toLowerCase();
  for (const each of document.querySelectorAll('details')) {
    each.hidden = !(each.querySelector('summary')?.textContent ?? '').toLowerCase().includes(wanted);
  }
  for (const section of document.querySelectorAll('section')) {
    section.hidden = section.querySelector('details:not([hidden])') === null;
  }
}

/** Opens what the address names. */
function openNamed() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) {
    named.open = true;
    named.scrollIntoView();
  }
}

input('find').addEventListener('input', find);
addEventListener('hashchange', openNamed);
try {
  show(await (await fetch('/openapi.json')).json());
  openNamed();
} catch {
  element('about').textContent = 'The description could not be read: is the orchestrator still running? Reload to try again.';
}
