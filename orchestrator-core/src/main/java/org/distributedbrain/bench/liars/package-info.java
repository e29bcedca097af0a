/** A fleet that speaks the real protocol over real sockets, and of which some members lie: how verification, quarantine and quorums are tried. */
@NullMarked
package org.distributedbrain.bench.liars;

import org.jspecify.annotations.NullMarked;
