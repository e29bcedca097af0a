@NullMarked
package org.distributedbrain.db;

import org.jspecify.annotations.NullMarked;
