package org.distributedbrain.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.distributedbrain.job.BadInput;
import org.jspecify.annotations.Nullable;

/** Holds a certificate against the files it speaks of, without an orchestrator. */
public final class CertificateCheck {
    private CertificateCheck() {}

    /**
     * The files and how thoroughly they are to be looked at.
     *
     * @param a the factors of a product; both null where they are made from a seed, and where there are none
     * @param c the result
     * @param sample of a result without factors, how many tiles are computed again
     * @param scratch where matrices may lie meanwhile
     */
    public record Evidence(@Nullable Path a, @Nullable Path b, Path c, int sample, Path scratch) {}

    /**
     * What was found, when everything fits.
     *
     * @param workers how many computed it
     */
    public sealed interface Report {
        int tiles();

        int workers();

        /**
         * Of a product.
         *
         * @param worstResidual the largest residual with the revealed seed, as a part of its bound
         * @param freshBound how far one value may be off by the test with the fresh seed, as a part of the root mean square of its tile
         */
        record Product(int tiles, int workers, double worstResidual, double freshBound) implements Report {}

        /** Of a result without factors. {@code recomputed} tiles were computed again. */
        record Tiles(int tiles, int workers, int recomputed) implements Report {}
    }

    /**
     * @throws Misfit when something does not fit
     * @throws BadInput when a file cannot be read, or is missing
     */
    public static Report run(Certificate certificate, Evidence evidence) throws IOException {
        Tiling.requireWhole(certificate);
        Path c = evidence.c();
        requireSame("The result " + c, certificate.result().sha256(), hash(c));
        if (Files.size(c) != certificate.result().bytes()) {
            throw new Misfit("The certificate's length of the result is not that of " + c + ".");
        }
        return switch (certificate) {
            case ProductCertificate product -> new ProductCheck(product, evidence).run();
            case TilesCertificate tiles -> new TilesCheck(tiles, evidence).run();
        };
    }

    static String hash(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadInput("There is no file " + file + ": check the path.");
        }
        return Sha256.of(file);
    }

    static void requireSame(String what, @Nullable String certified, String found) {
        if (!found.equals(certified)) {
            throw new Misfit(what + " is not what was certified: its SHA-256 is " + found + " and the certificate says "
                    + certified + ".");
        }
    }
}
