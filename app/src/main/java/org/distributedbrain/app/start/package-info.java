/** Starting an orchestrator for the console, and what is said when that fails. */
@NullMarked
package org.distributedbrain.app.start;

import org.jspecify.annotations.NullMarked;
