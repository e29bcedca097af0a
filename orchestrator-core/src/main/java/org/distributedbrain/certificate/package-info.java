/** Proof of a result that anybody can check without an orchestrator. */
@NullMarked
package org.distributedbrain.certificate;

import org.jspecify.annotations.NullMarked;
