/** The tile map: what every piece of a job is at, by state or by worker. */
@NullMarked
package org.distributedbrain.app.tiles;

import org.jspecify.annotations.NullMarked;
