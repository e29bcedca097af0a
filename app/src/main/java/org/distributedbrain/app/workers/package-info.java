/** The workers of the grid: as cards, as a table, one in full, and what can be done with them. */
@NullMarked
package org.distributedbrain.app.workers;

import org.jspecify.annotations.NullMarked;
