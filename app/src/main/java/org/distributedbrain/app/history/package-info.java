/** Every job that ever was: found, compared, exported, run again. */
@NullMarked
package org.distributedbrain.app.history;

import org.jspecify.annotations.NullMarked;
