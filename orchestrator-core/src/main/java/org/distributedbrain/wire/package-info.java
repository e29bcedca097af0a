/** The worker protocol of docs/protocol.md in Java: messages, their JSON form, and data frames. Used by the orchestrator and by the native worker. */
@NullMarked
package org.distributedbrain.wire;

import org.jspecify.annotations.NullMarked;
