/** What joins the orchestrator and the screen: snapshots onto the screen thread, waiting calls off it. */
@NullMarked
package org.distributedbrain.app.live;

import org.jspecify.annotations.NullMarked;
