/** The command line: thin layers over the services. */
@NullMarked
package org.distributedbrain.cli;

import org.jspecify.annotations.NullMarked;
