/** The task stream: a lane per worker, live and of past jobs, with the story of every chunk. */
@NullMarked
package org.distributedbrain.app.stream;

import org.jspecify.annotations.NullMarked;
