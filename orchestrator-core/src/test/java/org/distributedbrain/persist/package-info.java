@NullMarked
package org.distributedbrain.persist;

import org.jspecify.annotations.NullMarked;
