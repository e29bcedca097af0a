/** The certificate under which this computer serves https in its own networks, made here and kept. */
@NullMarked
package org.distributedbrain.tls;

import org.jspecify.annotations.NullMarked;
