package org.distributedbrain.certificate;

import static org.distributedbrain.certificate.CertificateCheck.requireSame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.distributedbrain.certificate.CertificateCheck.Evidence;
import org.distributedbrain.certificate.CertificateCheck.Report;
import org.distributedbrain.certificate.TilesCertificate.Tile;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.matrix.CountsFile;
import org.distributedbrain.matrix.Excerpt;

/** A certificate of whole numbers and their file: every hash, and some tiles, drawn by chance, computed again here. */
final class TilesCheck {
    private static final ValueLayout.OfInt VALUE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final TilesCertificate certificate;
    private final Evidence files;
    private final TileKernel kernel;
    private final TileSource source;

    TilesCheck(TilesCertificate certificate, Evidence files) {
        this.certificate = certificate;
        this.files = files;
        this.kernel = Kernels.find(certificate.kernel())
                .orElseThrow(() -> new Misfit("The certificate's kernel is " + Excerpt.of(certificate.kernel())
                        + ", which is not known here."));
        this.source = new TileSource(
                certificate.kernel(), certificate.rows(), certificate.cols(), 1, certificate.parameters());
    }

    Report run() throws IOException {
        if (files.a() != null || files.b() != null) {
            throw new BadInput("A " + certificate.kernel() + " has no factors: leave out --a and --b.");
        }
        try (CountsFile counts = CountsFile.open(files.c())) {
            if (counts.rows() != certificate.rows() || counts.cols() != certificate.cols()) {
                throw new Misfit("The result " + files.c() + " is of " + counts.rows() + "×" + counts.cols()
                        + " values, and the certificate says " + certificate.rows() + "×" + certificate.cols() + ".");
            }
            requireSame(
                    "What the result " + files.c() + " holds",
                    certificate.result().values(),
                    CountsHash.of(counts, new Place(0, counts.rows(), 0, counts.cols())));
            for (Tile tile : certificate.tiles()) {
                requireSame(
                        "What the result holds at " + Tiling.text(tile.place()),
                        tile.values(),
                        CountsHash.of(counts, tile.place()));
            }
            return new Report.Tiles(
                    certificate.tiles().size(), certificate.workers().size(), computeSome(counts));
        }
    }

    /** Returns how many tiles were computed. */
    private int computeSome(CountsFile counts) throws IOException {
        List<Place> drawn = new ArrayList<>(certificate.places());
        Collections.shuffle(drawn, new SecureRandom());
        List<Place> some = drawn.subList(0, Math.min(files.sample(), drawn.size()));
        try {
            some.parallelStream().flatMap(tile -> Strips.of(tile).stream()).forEach(strip -> compute(strip, counts));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (BadInput e) {
            throw new Misfit(
                    "The certificate's parameters are none of " + certificate.kernel() + ": " + e.getMessage());
        }
        return some.size();
    }

    private void compute(Place strip, CountsFile counts) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment there = arena.allocate(Strips.bytes(strip), 8);
            MemorySegment right = arena.allocate(Strips.bytes(strip), 8);
            counts.read(strip.firstRow(), strip.rows(), strip.firstCol(), strip.cols(), there);
            kernel.compute(source, strip, right, () -> false);
            long at = right.mismatch(there);
            if (at >= 0) {
                long value = at / 4;
                throw new Misfit("The result is not what %s gives: in row %d, column %d it holds %s, and that is %s."
                        .formatted(
                                certificate.kernel(),
                                strip.firstRow() + value / strip.cols(),
                                strip.firstCol() + value % strip.cols(),
                                Integer.toUnsignedString(there.get(VALUE, 4 * value)),
                                Integer.toUnsignedString(right.get(VALUE, 4 * value))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
