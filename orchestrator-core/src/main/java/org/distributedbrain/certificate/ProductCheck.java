package org.distributedbrain.certificate;

import static org.distributedbrain.certificate.CertificateCheck.hash;
import static org.distributedbrain.certificate.CertificateCheck.requireSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.distributedbrain.certificate.CertificateCheck.Evidence;
import org.distributedbrain.certificate.CertificateCheck.Report;
import org.distributedbrain.certificate.ProductCertificate.Input;
import org.distributedbrain.certificate.ProductCertificate.Part;
import org.distributedbrain.certificate.ProductCertificate.Tile;
import org.distributedbrain.certificate.ProductCertificate.Verification;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.kernel.matmul.MatmulOperands;
import org.distributedbrain.kernel.matmul.SecretVectors;
import org.distributedbrain.matrix.Excerpt;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.MatrixFile;

/**
 * A product's certificate and its files: hashes, the recorded figures with the seed that was revealed, and the product itself once more with a
 * seed that nobody could know.
 */
final class ProductCheck {
    private final ProductCertificate certificate;
    private final Evidence files;

    ProductCheck(ProductCertificate certificate, Evidence files) {
        this.certificate = certificate;
        this.files = files;
    }

    Report run() throws IOException {
        requireKnown("kernel", certificate.kernel(), MatmulSource.KERNEL);
        requireKnown("generator of secret vectors", certificate.verification().generator(), SecretVectors.GENERATOR);
        requireOneStory();
        Path scratch = files.scratch();
        try (MatmulOperands operands = MatmulOperands.open(source(), scratch);
                Matrix result = MatrixFile.read(files.c(), scratch)) {
            requireSizes(operands, result);
            requireValues("A", certificate.a(), operands.a());
            requireValues("B", certificate.b(), operands.b());
            requireSame(
                    "What the result " + files.c() + " holds", certificate.c().values(), Sha256.of(result.values()));
            return tiles(operands, result);
        }
    }

    private static void requireKnown(String what, String said, String known) {
        if (!said.equals(known)) {
            throw new Misfit("The certificate's " + what + " is " + Excerpt.of(said) + ", which is not known here.");
        }
    }

    /** What it says of the whole is what it says of the parts. */
    private void requireOneStory() {
        double worst = 0;
        int recomputed = 0;
        for (Tile tile : certificate.tiles()) {
            for (Part part : tile.parts()) {
                worst = Math.max(worst, Objects.requireNonNullElse(part.residual(), 0.0));
                recomputed += part.rowsRecomputed();
            }
            Double ofPart = tile.parts().getFirst().residual();
            Double ofTile = tile.residual();
            if (tile.parts().size() == 1 && ofPart != null && ofTile != null && !ProductTiles.isSame(ofPart, ofTile)) {
                throw new Misfit("The certificate contradicts itself: at " + Tiling.text(tile.place())
                        + " it says residual " + ofTile + " and " + ofPart + ".");
            }
        }
        Verification whole = certificate.verification();
        if (!ProductTiles.isSame(worst, whole.worstResidual()) || recomputed != whole.rowsRecomputed()) {
            throw new Misfit("The certificate contradicts itself: of the whole it says worst residual "
                    + whole.worstResidual() + " and " + whole.rowsRecomputed() + " rows computed again, of its tiles "
                    + worst + " and " + recomputed + ".");
        }
    }

    private MatmulSource source() throws IOException {
        Input ofA = certificate.a();
        Input ofB = certificate.b();
        String seed = ofA.seed();
        Path a = files.a();
        Path b = files.b();
        if (seed != null) {
            requireKnown("generator of A", String.valueOf(ofA.generator()), GeneratedBlock.GENERATOR);
            requireKnown("generator of B", String.valueOf(ofB.generator()), GeneratedBlock.GENERATOR);
            if (!seed.equals(ofB.seed())) {
                throw new Misfit("The certificate has A from seed " + seed + " and B from seed " + ofB.seed()
                        + "; products are made from one.");
            }
            if (a != null || b != null) {
                throw new BadInput("The factors of this product were made from a seed: leave out --a and --b.");
            }
            MatmulSize size = new MatmulSize(certificate.rowsA(), certificate.colsA(), certificate.colsB());
            return new MatmulSource.Synthetic(size, Long.parseLong(seed));
        }
        if (a == null || b == null) {
            throw new BadInput("The factors of this product came from files: name " + name(ofA) + " with --a and "
                    + name(ofB) + " with --b.");
        }
        requireSame("The file " + a, ofA.sha256(), hash(a));
        requireSame("The file " + b, ofB.sha256(), hash(b));
        return new MatmulSource.Files(a, b);
    }

    private static String name(Input input) {
        return String.valueOf(input.name()).replaceAll("\\p{C}", " ");
    }

    private void requireSizes(MatmulOperands operands, Matrix result) {
        MatmulSize size = operands.size();
        if (!size.equals(new MatmulSize(certificate.rowsA(), certificate.colsA(), certificate.colsB()))
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
        ProductTiles test = new ProductTiles(
                new JobId(certificate.job()),
                result,
                operands,
                new SecretSeed(certificate.verification().seed()));
        double worst = 0;
        double bound = 0;
        for (Tile tile : certificate.tiles()) {
            String place = Tiling.text(tile.place());
            requireSame("What the result holds at " + place, tile.values(), ProductTiles.hash(result, tile.place()));
            ProductTiles.Found found = test.test(tile.place(), tile.bound());
            Double recorded = tile.residual();
            if (recorded != null && !ProductTiles.isSame(found.residual(), recorded)) {
                throw new Misfit("The test at " + place + " gives a residual of " + found.residual()
                        + " of its bound with the revealed seed, and the certificate says " + recorded + ".");
            }
            worst = Math.max(worst, found.residual());
            bound = Math.max(bound, found.bound());
        }
        return new Report.Product(
                certificate.tiles().size(), certificate.workers().size(), worst, bound);
    }
}
