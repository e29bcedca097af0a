/** How an orchestrator is to run, from the command line, the environment and a file, with where each value comes from. */
@NullMarked
package org.distributedbrain.config;

import org.jspecify.annotations.NullMarked;
