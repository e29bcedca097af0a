/** What charts over time are drawn with: the viewport, its axis, colours from the style sheet, decimation to pixels, drawing on the pulse. */
@NullMarked
package org.distributedbrain.app.charts;

import org.jspecify.annotations.NullMarked;
