/** The window and what is common to all of its views. */
@NullMarked
package org.distributedbrain.app.shell;

import org.jspecify.annotations.NullMarked;
