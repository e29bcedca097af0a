/** Node's module hooks for as-served.js: a relative import that leaves one of the two folders finds the other. */
const SRC = new URL('../../src/', import.meta.url).href;
const PAGE = `${SRC}main/resources/page/`;

/** @type {import('node:module').ResolveHook} */
export function resolve(specifier, context, next) {
  const from = context.parentURL ?? '';
  if (!specifier.startsWith('.') || !from.startsWith(SRC)) return next(specifier, context);
  const { href } = new URL(specifier, from);
  if (href.startsWith(`${PAGE}kernels/`)) return next(href.replace(PAGE, SRC), context);
  if (href.startsWith(`${SRC}worker/`)) return next(href.replace(SRC, PAGE), context);
  return next(specifier, context);
}
