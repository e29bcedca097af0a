package org.distributedbrain.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.distributedbrain.certificate.Certificate;
import org.distributedbrain.certificate.CertificateCheck.Report;
import org.distributedbrain.certificate.ProductCertificate;
import org.distributedbrain.certificate.SignedCertificate;
import org.distributedbrain.certificate.TilesCertificate;

/** A certificate that fits, for people: a line per figure. */
final class VerifyReport {
    private VerifyReport() {}

    static Map<String, String> lines(SignedCertificate signed, Report report, Path c) {
        Certificate it = signed.certificate();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("fits", c + " is the result that was certified");
        lines.put("job", it.job() + ", " + it.label().replaceAll("\\p{C}", " "));
        lines.put(
                "size",
                switch (it) {
                    case ProductCertificate product ->
                        product.rowsA() + "×" + product.colsA() + " · " + product.colsA() + "×" + product.colsB();
                    case TilesCertificate tiles -> tiles.rows() + " rows of " + tiles.cols();
                });
        lines.put("finished", it.finishedAt().toString());
        lines.put("computed", Figures.of(report.tiles(), "tile") + " by " + Figures.of(report.workers(), "worker"));
        switch (report) {
            case Report.Product product -> {
                lines.put(
                        "then",
                        "largest residual " + Figures.small(product.worstResidual())
                                + " of its bound with the revealed seed, as recorded");
                lines.put(
                        "now",
                        "no value off by more than " + Figures.small(product.freshBound())
                                + " of the root mean square of its tile, with a fresh seed");
            }
            case Report.Tiles tiles -> {
                lines.put("then", then(it));
                lines.put(
                        "now",
                        Figures.of(tiles.recomputed(), "tile") + " of " + tiles.tiles()
                                + " computed again, bit for bit the same");
            }
        }
        lines.put("signed by", signed.fingerprint());
        return lines;
    }

    private static String then(Certificate certificate) {
        return switch (certificate) {
            case TilesCertificate tiles
            when tiles.verification().equals("none") -> "NOT VERIFIED, as the job asked for";
            case TilesCertificate tiles -> "verified by " + tiles.verification().replaceAll("\\p{C}", " ");
            case ProductCertificate product ->
                "verified by " + product.verification().method();
        };
    }
}
