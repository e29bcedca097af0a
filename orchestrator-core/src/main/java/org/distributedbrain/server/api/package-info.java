/** The JSON documents of the HTTP API: what the server writes and the command line reads. Records only. */
@NullMarked
package org.distributedbrain.server.api;

import org.jspecify.annotations.NullMarked;
