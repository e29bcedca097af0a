/** The pure core: events in, facts and commands out; no input or output, no threads, no clock of its own. */
@NullMarked
package org.distributedbrain.flow;

import org.jspecify.annotations.NullMarked;
