@NullMarked
package org.distributedbrain.metrics;

import org.jspecify.annotations.NullMarked;
