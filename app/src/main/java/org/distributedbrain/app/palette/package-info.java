/** Everything that can be done, found by typing a part of its name. */
@NullMarked
package org.distributedbrain.app.palette;

import org.jspecify.annotations.NullMarked;
