/** Pictures of whole numbers. */
@NullMarked
package org.distributedbrain.picture;

import org.jspecify.annotations.NullMarked;
