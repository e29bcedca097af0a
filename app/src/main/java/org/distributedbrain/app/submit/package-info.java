/** The form for a new job. */
@NullMarked
package org.distributedbrain.app.submit;

import org.jspecify.annotations.NullMarked;
