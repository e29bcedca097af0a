/** Where the time goes: computing against moving bytes against waiting, live and of past jobs, and the links of the workers. */
@NullMarked
package org.distributedbrain.app.efficiency;

import org.jspecify.annotations.NullMarked;
