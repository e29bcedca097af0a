/** The machine at a glance: who works, on what, and how well. Puts other features' parts together. */
@NullMarked
package org.distributedbrain.app.overview;

import org.jspecify.annotations.NullMarked;
