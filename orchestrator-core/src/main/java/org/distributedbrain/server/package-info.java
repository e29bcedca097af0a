/** The HTTP and WebSocket shell. */
@NullMarked
package org.distributedbrain.server;

import org.jspecify.annotations.NullMarked;
