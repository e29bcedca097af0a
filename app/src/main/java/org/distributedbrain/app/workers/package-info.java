/** The workers of the grid as cards. */
@NullMarked
package org.distributedbrain.app.workers;

import org.jspecify.annotations.NullMarked;
