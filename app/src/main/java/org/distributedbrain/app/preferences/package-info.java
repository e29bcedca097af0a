/** What a person sets once: the look, how new jobs begin, how the orchestrator runs from the next start on. */
@NullMarked
package org.distributedbrain.app.preferences;

import org.jspecify.annotations.NullMarked;
