/** What can be computed. */
@NullMarked
package org.distributedbrain.kernel;

import org.jspecify.annotations.NullMarked;
