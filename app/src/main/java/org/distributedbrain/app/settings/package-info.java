/** What the console remembers between runs. */
@NullMarked
package org.distributedbrain.app.settings;

import org.jspecify.annotations.NullMarked;
