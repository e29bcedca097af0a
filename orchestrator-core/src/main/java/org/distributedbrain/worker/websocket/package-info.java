/**
 * A WebSocket client (RFC 6455) for few connections and many bytes: blocking, pull-based, straight between the socket and off-heap memory. The
 * JDK's own client hands data out in slices of 16 KiB and took five times the processor time for receiving here, which on a small machine is taken
 * from computing.
 */
@NullMarked
package org.distributedbrain.worker.websocket;

import org.jspecify.annotations.NullMarked;
