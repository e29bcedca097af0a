@NullMarked
package org.distributedbrain.matrix;

import org.jspecify.annotations.NullMarked;
