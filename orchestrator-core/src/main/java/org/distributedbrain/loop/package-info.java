/** The one thread that owns the core, its mailbox, and the shell that carries its commands out. */
@NullMarked
package org.distributedbrain.loop;

import org.jspecify.annotations.NullMarked;
