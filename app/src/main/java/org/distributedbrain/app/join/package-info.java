/** The way in for devices: the join URL as a QR code and as text. */
@NullMarked
package org.distributedbrain.app.join;

import org.jspecify.annotations.NullMarked;
