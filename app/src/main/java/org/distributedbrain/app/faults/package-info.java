/** What broke, what was done about it, and how long that took. */
@NullMarked
package org.distributedbrain.app.faults;

import org.jspecify.annotations.NullMarked;
