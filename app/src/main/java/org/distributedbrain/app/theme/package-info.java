/** How the console looks: colours, type, icons, figures in words. */
@NullMarked
package org.distributedbrain.app.theme;

import org.jspecify.annotations.NullMarked;
