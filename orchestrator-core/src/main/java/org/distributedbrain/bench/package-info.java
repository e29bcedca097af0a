/**
 * How fast the machinery of a grid is on this computer: loopback workers that answer with zeros, and measurements of the wire, the core, faults,
 * scale and whole jobs with them. Nothing else in the product depends on it.
 */
@NullMarked
package org.distributedbrain.bench;

import org.jspecify.annotations.NullMarked;
