/**
 * The server puts src/kernels/ beside the page's own files, at /assets/kernels/; here they lie apart. Node finds them as a browser does when it
 * is started with `--import ./test/support/as-served.js`.
 */
import { register } from 'node:module';

register('./as-served-hooks.js', import.meta.url);
