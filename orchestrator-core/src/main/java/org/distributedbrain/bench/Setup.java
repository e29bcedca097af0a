package org.distributedbrain.bench;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.distributedbrain.job.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * How measurements are to be made.
 *
 * @param effort 1 for the usual few seconds each; less for a quick look, more for steadier figures
 * @param repeat how many jobs of a kind; their median counts
 * @param peer a folder with the original scheme, its packages installed, to measure against in the same run; or null
 * @param scratch where files and data folders lie meanwhile
 * @param progress told in a sentence what is measured now
 */
public record Setup(double effort, int repeat, @Nullable Path peer, Path scratch, Consumer<String> progress) {

    /** @throws BadInput when the peer cannot be run from {@code folder} */
    public static void checkPeer(Path folder) {
        Peer.check(folder);
    }

    /** {@code usual} made smaller or larger, but not below {@code least}. */
    int count(int usual, int least) {
        return (int) Math.max(least, usual * effort);
    }
}
