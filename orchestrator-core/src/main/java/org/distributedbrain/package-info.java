/** The orchestrator, its composition root, and what consoles and doors may ask of it. */
@NullMarked
package org.distributedbrain;

import org.jspecify.annotations.NullMarked;
