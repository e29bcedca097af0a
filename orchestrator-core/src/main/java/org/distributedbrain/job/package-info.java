/** The vocabulary of the orchestrator: records only, no behaviour beyond their own invariants. */
@NullMarked
package org.distributedbrain.job;

import org.jspecify.annotations.NullMarked;
