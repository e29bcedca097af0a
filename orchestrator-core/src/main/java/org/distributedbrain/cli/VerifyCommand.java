package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.distributedbrain.certificate.CertificateCheck;
import org.distributedbrain.certificate.CertificateCheck.Report;
import org.distributedbrain.certificate.Misfit;
import org.distributedbrain.certificate.SignedCertificate;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.server.api.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code brain verify cert.json --a A --b B -c C}: holds a certificate against the files it speaks of. It needs no orchestrator. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Check a certificate of 'brain job ID --certificate FILE', without an orchestrator.")
final class VerifyCommand implements Callable<Integer> {
    private static final long LARGEST = 256L << 20;
    private final Terminal terminal;

    @Parameters(paramLabel = "CERTIFICATE", description = "The certificate.")
    Path certificate = Path.of("");

    @Option(names = "--a", paramLabel = "FILE", description = "The left factor, unless it was made from a seed.")
    @Nullable Path a;

    @Option(names = "--b", paramLabel = "FILE", description = "The right factor, unless it was made from a seed.")
    @Nullable Path b;

    @Option(
            names = {"-c", "--c"},
            paramLabel = "FILE",
            required = true,
            description = "The result, a .npy file.")
    Path c = Path.of("");

    @Option(
            names = "--signed-by",
            paramLabel = "KEY",
            description = "The fingerprint of the installation that must have signed it, or its beginning.")
    @Nullable String signedBy;

    @Option(names = "--json", description = "Answer with one JSON document.")
    boolean json;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What {@code --json} prints when everything fits; when not there is {@code fits} and {@code misfit}. */
    private record Document(
            boolean fits,
            @Nullable String misfit,
            @Nullable String fingerprint,
            @Nullable Report report) {}

    @Override
    public Integer call() throws IOException {
        require(certificate);
        require(c);
        Path scratch = Files.createTempDirectory("brain-verify");
        try {
            SignedCertificate signed = SignedCertificate.read(bytes());
            if (signedBy != null && !signed.fingerprint().startsWith(signedBy.toLowerCase(Locale.ROOT))) {
                return misfit("The certificate was signed by " + signed.fingerprint() + ", not by " + signedBy + ".");
            }
            Report report = new CertificateCheck(signed, a, b, c, scratch).run();
            print(signed, report);
            return ExitStatus.DONE;
        } catch (Misfit e) {
            return misfit(String.valueOf(e.getMessage()));
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private static void require(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInput("There is no file " + file + ".");
        }
    }

    private byte[] bytes() throws IOException {
        if (Files.size(certificate) > LARGEST) {
            throw new BadInput(certificate + " is larger than any certificate.");
        }
        return Files.readAllBytes(certificate);
    }

    private int misfit(String sentence) {
        if (json) {
            terminal.out().println(Json.pretty(new Document(false, sentence, null, null)));
        } else {
            terminal.err().println(sentence);
        }
        return ExitStatus.JOB_FAILED;
    }

    private void print(SignedCertificate signed, Report report) {
        if (json) {
            terminal.out().println(Json.pretty(new Document(true, null, signed.fingerprint(), report)));
            return;
        }
        var it = signed.certificate();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("fits", c + " is the product that was certified");
        lines.put("job", it.job() + ", " + it.label());
        lines.put("size", it.rowsA() + "×" + it.colsA() + " · " + it.colsA() + "×" + it.colsB());
        lines.put("finished", it.finishedAt());
        lines.put("computed", Figures.of(report.tiles(), "tile") + " by " + Figures.of(report.workers(), "worker"));
        lines.put(
                "then",
                "largest residual " + Figures.small(report.worstResidual())
                        + " of its bound with the revealed seed, as recorded");
        lines.put(
                "now",
                "no value off by more than " + Figures.small(report.freshBound())
                        + " of the root mean square of its tile, with a fresh seed");
        lines.put("signed by", signed.fingerprint());
        JobReport.print(terminal, lines);
    }
}
