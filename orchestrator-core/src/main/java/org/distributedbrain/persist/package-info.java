/** Facts to disk and back: the JobStore port and its SQL implementation. */
@NullMarked
package org.distributedbrain.persist;

import org.jspecify.annotations.NullMarked;
