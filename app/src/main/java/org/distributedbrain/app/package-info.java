/** The JavaFX console: views and view-models over {@code org.distributedbrain.Grid}. Knows nothing of sockets and SQL. */
@NullMarked
package org.distributedbrain.app;

import org.jspecify.annotations.NullMarked;
