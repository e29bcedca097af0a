/** The native worker: the worker protocol spoken by this program itself. */
@NullMarked
package org.distributedbrain.worker;

import org.jspecify.annotations.NullMarked;
