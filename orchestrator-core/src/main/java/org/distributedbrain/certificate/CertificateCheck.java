package org.distributedbrain.certificate;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.distributedbrain.certificate.Certificate.Input;
import org.distributedbrain.certificate.Certificate.Part;
import org.distributedbrain.certificate.Certificate.Tile;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.matmul.MatmulCheck;
import org.distributedbrain.kernel.matmul.MatmulOperands;
import org.distributedbrain.kernel.matmul.SecretVectors;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.MatrixFile;
import org.jspecify.annotations.Nullable;

/**
 * Holds a certificate against the files it speaks of, without an orchestrator: hashes, the recorded figures with the seed that was revealed, and the product itself
 * once more with a seed that nobody could know.
 */
public final class CertificateCheck {
    private final Certificate certificate;
    private final @Nullable Path a;
    private final @Nullable Path b;
    private final Path c;
    private final Path scratch;

    /**
     * @param a the factors' files; both null where they are made from a seed
     * @param c the result's
     * @param scratch where matrices may lie meanwhile
     */
    public CertificateCheck(SignedCertificate signed, @Nullable Path a, @Nullable Path b, Path c, Path scratch) {
        this.certificate = signed.certificate();
        this.a = a;
        this.b = b;
        this.c = c;
        this.scratch = scratch;
    }

    /**
     * What was found, when everything fits.
     *
     * @param workers how many computed it
     * @param worstResidual the largest residual with the revealed seed, as a part of its bound
     * @param freshBound how far one value may be off by the test with the fresh seed, as a part of the root mean square of its tile
     */
    public record Report(int tiles, int workers, double worstResidual, double freshBound) {}

    /**
     * @throws Misfit when something does not fit
     * @throws BadInput when a file cannot be read, or is missing
     */
    public Report run() throws IOException {
        requireForm();
        MatmulSource source = source();
        requireSame("The result " + c, certificate.c().sha256(), Sha256.of(c));
        if (Files.size(c) != certificate.c().bytes()) {
            throw new Misfit("The certificate's length of the result is not that of " + c + ".");
        }
        try (MatmulOperands operands = MatmulOperands.open(source, scratch);
                Matrix result = MatrixFile.read(c, scratch)) {
            requireShapes(operands, result);
            requireValues("A", certificate.a(), operands.a());
            requireValues("B", certificate.b(), operands.b());
            requireSame("What the result " + c + " holds", certificate.c().values(), Sha256.of(result.values()));
            return tiles(operands, result);
        }
    }

    private void requireForm() {
        if (!certificate.kernel().equals(MatmulSource.KERNEL)) {
            throw new Misfit("The certificate is of kernel '" + certificate.kernel() + "', which is not known here.");
        }
        if (!certificate.verification().generator().equals(SecretVectors.GENERATOR)) {
            throw new Misfit("The certificate's vectors come from '"
                    + certificate.verification().generator() + "', which is not known here.");
        }
        Tiling.requireWhole(certificate);
    }

    private MatmulSource source() throws IOException {
        Input ofA = certificate.a();
        Input ofB = certificate.b();
        if (ofA.seed() != null || ofB.seed() != null) {
            if (a != null || b != null) {
                throw new BadInput("The factors of this product were made from a seed: leave out --a and --b.");
            }
            MatmulSize size = new MatmulSize(certificate.rowsA(), certificate.colsA(), certificate.colsB());
            return new MatmulSource.Synthetic(size, number(ofA.seed()));
        }
        if (a == null || b == null) {
            throw new BadInput("The factors of this product came from files: name " + ofA.name() + " with --a and "
                    + ofB.name() + " with --b.");
        }
        requireSame("The file " + a, ofA.sha256(), sha256(a));
        requireSame("The file " + b, ofB.sha256(), sha256(b));
        return new MatmulSource.Files(a, b);
    }

    private static long number(@Nullable String seed) {
        try {
            return Long.parseLong(String.valueOf(seed));
        } catch (NumberFormatException e) {
            throw new Misfit("The certificate's seed of the factors is '" + seed + "', which is no number.");
        }
    }

    private static String sha256(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadInput("There is no file " + file + ".");
        }
        return Sha256.of(file);
    }

    private static void requireSame(String what, @Nullable String certified, String found) {
        if (!found.equals(certified)) {
            throw new Misfit(what + " is not what was certified: its SHA-256 is " + found + " and the certificate says "
                    + certified + ".");
        }
    }

    private void requireShapes(MatmulOperands operands, Matrix result) {
        MatmulSize size = operands.size();
        if (size.rowsA() != certificate.rowsA()
                || size.colsA() != certificate.colsA()
                || size.colsB() != certificate.colsB()
                || result.rows() != size.rowsA()
                || result.cols() != size.colsB()) {
            throw new Misfit("The sizes of the matrices are not those that the certificate says.");
        }
    }

    private static void requireValues(String name, Input input, Matrix matrix) {
        if (input.values() != null) {
            requireSame("What " + name + " holds", input.values(), Sha256.of(matrix.values()));
        }
    }

    private Report tiles(MatmulOperands operands, Matrix result) {
        SecretSeed revealed;
        try {
            revealed = new SecretSeed(certificate.verification().seed());
        } catch (IllegalArgumentException e) {
            throw new Misfit("The certificate's seed of verification is not 64 hexadecimal digits.");
        }
        MatmulCheck then = MatmulCheck.create(operands, Verification.FREIVALDS, revealed);
        MatmulCheck now = MatmulCheck.create(operands, Verification.FREIVALDS);
        Set<String> workers = new LinkedHashSet<>();
        double worst = 0;
        double bound = 0;
        int index = 0;
        for (Tile tile : certificate.tiles()) {
            tile.parts().stream().map(Part::worker).forEach(workers::add);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment values = TileValues.of(result, tile, arena);
                requireSame("What the result holds at " + Tiling.place(tile), tile.values(), Sha256.of(values));
                var chunk = TileValues.chunk(
                        new JobId(certificate.job()),
                        index++,
                        tile.firstRow(),
                        tile.rows(),
                        tile.firstCol(),
                        tile.cols(),
                        certificate.colsA());
                double residual = then.residual(chunk, values);
                requireResidual(tile, residual);
                worst = Math.max(worst, residual);
                bound = Math.max(bound, FreshLook.at(now, chunk, values, Tiling.place(tile), arena));
            }
        }
        return new Report(certificate.tiles().size(), workers.size(), worst, bound);
    }

    private static void requireResidual(Tile tile, double found) {
        Double recorded = tile.residual();
        if (recorded != null && !(Math.abs(found - recorded) <= Certifier.EXACTNESS)) {
            throw new Misfit("The test at " + Tiling.place(tile) + " gives a residual of " + found
                    + " of its bound with the revealed seed, and the certificate says " + recorded + ".");
        }
    }
}
