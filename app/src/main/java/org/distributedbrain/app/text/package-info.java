/** The console's words, in one resource bundle. */
@NullMarked
package org.distributedbrain.app.text;

import org.jspecify.annotations.NullMarked;
