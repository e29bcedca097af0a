package org.distributedbrain.certificate;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.matrix.CountsFile;

/** The hash of whole numbers in a rectangle of a file. */
final class CountsHash {
    private CountsHash() {}

    static String of(CountsFile counts, Place place) throws IOException {
        MessageDigest digest = Sha256.digest();
        for (Place strip : Strips.of(place)) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment values = arena.allocate(Strips.bytes(strip), 8);
                counts.read(strip.firstRow(), strip.rows(), strip.firstCol(), strip.cols(), values);
                Sha256.add(digest, values);
            }
        }
        return Sha256.hex(digest.digest());
    }
}
