/** Asking the person for a file, behind a port, so that tests can answer. */
@NullMarked
package org.distributedbrain.app.dialogs;

import org.jspecify.annotations.NullMarked;
