/** The jobs, and one job in full. */
@NullMarked
package org.distributedbrain.app.jobs;

import org.jspecify.annotations.NullMarked;
