/** Immutable views of the orchestrator for the console and the HTTP API. */
@NullMarked
package org.distributedbrain.publish;

import org.jspecify.annotations.NullMarked;
