/** Making the orchestrator known to the internet: a tunnel through somebody's service, and what went through it. */
@NullMarked
package org.distributedbrain.tunnel;

import org.jspecify.annotations.NullMarked;
