package org.distributedbrain.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.distributedbrain.certificate.CertificateCheck;
import org.distributedbrain.certificate.CertificateCheck.Evidence;
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
        description =
                "Check a certificate of 'brain job ID --certificate FILE', without an orchestrator. Exit status: 0 it"
                        + " fits; 1 it does not, and a sentence says what; 2 bad usage, or a file is missing or cannot be read.")
final class VerifyCommand implements Callable<Integer> {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    /** So much of a fingerprint that nobody makes a key for it. */
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16,64}");

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
            description = "The result, a .npy file as the orchestrator gave it.")
    Path c = Path.of("");

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "16",
            description =
                    "Of a picture compute N tiles again, drawn by chance; of a product every tile is tested anyway."
                            + " Default: 16.")
    int sample = 16;

    @Option(names = "--all", description = "Of a picture compute all tiles again.")
    boolean all;

    @Option(
            names = "--signed-by",
            paramLabel = "KEY",
            description =
                    "The fingerprint of the installation that must have signed it, or its first 16 digits or more.")
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
    public Integer call() {
        requireUsage();
        try {
            SignedCertificate signed = SignedCertificate.read(bytes());
            requireSigner(signed);
            print(signed, check(signed));
            return ExitStatus.DONE;
        } catch (Misfit e) {
            return misfit(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new BadInput("A file cannot be read (" + e.getMessage() + "): see that it is there and whole.", e);
        } catch (OutOfMemoryError e) {
            throw new BadInput(
                    "This takes more memory than this program may use: give it more with BRAIN_JAVA_OPTS=-Xmx4g.", e);
        }
    }

    private void requireUsage() {
        if (sample < 1) {
            throw new BadInput("--sample is " + sample + ": use 1 or more, or --all.");
        }
        if (signedBy != null
                && !FINGERPRINT.matcher(signedBy.toLowerCase(Locale.ROOT)).matches()) {
            throw new BadInput("--signed-by is '" + signedBy
                    + "': give the fingerprint, 64 digits from 0 to f, or at least its first 16.");
        }
        require(certificate);
        require(c);
    }

    private static void require(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInput("There is no file " + file + ": check the path.");
        }
    }

    private byte[] bytes() throws IOException {
        if (Files.size(certificate) > SignedCertificate.MOST_BYTES) {
            throw new Misfit(certificate + " is no certificate: it has " + Figures.bytes(Files.size(certificate))
                    + ", and none is longer than " + Figures.bytes(SignedCertificate.MOST_BYTES) + ".");
        }
        return Files.readAllBytes(certificate);
    }

    private void requireSigner(SignedCertificate signed) {
        if (signedBy != null && !signed.fingerprint().startsWith(signedBy.toLowerCase(Locale.ROOT))) {
            throw new Misfit("The certificate was signed by " + signed.fingerprint() + ", not by " + signedBy + ".");
        }
    }

    private Report check(SignedCertificate signed) throws IOException {
        try (InputStream in = Files.newInputStream(c)) {
            if (Arrays.equals(in.readNBytes(PNG.length), PNG)) {
                throw new BadInput(
                        c + " is a picture, and what is certified are the numbers it was made of: fetch them with"
                                + " ./brain result ID -o counts.npy.");
            }
        }
        Path scratch = Files.createTempDirectory("brain-verify");
        try {
            return CertificateCheck.run(
                    signed.certificate(), new Evidence(a, b, c, all ? Integer.MAX_VALUE : sample, scratch));
        } finally {
            Files.deleteIfExists(scratch);
        }
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
        } else {
            JobReport.print(terminal, VerifyReport.lines(signed, report, c));
        }
    }
}
