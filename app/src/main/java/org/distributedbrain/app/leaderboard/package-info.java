/** Who gave how much: the ten best of this session and of all time. */
@NullMarked
package org.distributedbrain.app.leaderboard;

import org.jspecify.annotations.NullMarked;
