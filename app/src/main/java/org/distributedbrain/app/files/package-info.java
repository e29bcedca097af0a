/** Files that the person asked for: there whole, or not at all. */
@NullMarked
package org.distributedbrain.app.files;

import org.jspecify.annotations.NullMarked;
