package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.distributedbrain.certificate.CertifiedJobs;
import org.distributedbrain.certificate.CertifiedJobs.Certified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code brain verify}, as a person types it. */
@ExtendWith(CertifiedJobs.Provider.class)
class VerifyCommandTest {
    @TempDir
    Path temp;

    private record Answer(int status, String out, String err) {}

    private static Answer brain(List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false);
        int status = Brain.run(terminal, arguments.toArray(String[]::new));
        return new Answer(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Answer verify(Certified job, String... more) throws IOException {
        Path certificate = Files.write(temp.resolve("cert.json"), job.signed().bytes());
        List<String> line = new ArrayList<>(
                List.of("verify", certificate.toString(), "-c", job.c().toString()));
        if (job.a() != null && job.b() != null) {
            line.addAll(List.of("--a", job.a().toString(), "--b", job.b().toString()));
        }
        Collections.addAll(line, more);
        return brain(line);
    }

    private static void assertDoesNotFit(Answer answer, String sentence) {
        assertThat(answer.err).contains(sentence).hasLineCount(1);
        assertThat(answer.status).isEqualTo(1);
        assertThat(answer.out).isEmpty();
    }

    private static void assertRefused(Answer answer, String sentence) {
        assertThat(answer.err).contains(sentence).hasLineCount(1);
        assertThat(answer.status).isEqualTo(2);
        assertThat(answer.out).isEmpty();
    }

    @Test
    void a_product_that_fits_is_told_in_figures(CertifiedJobs jobs) throws Exception {
        Certified job = jobs.get("product");
        Answer fits = verify(job, "--signed-by", job.signed().fingerprint().substring(0, 16));
        assertThat(fits.status).as(fits.err).isZero();
        assertThat(fits.out)
                .contains(
                        "is the result that was certified",
                        job.signed().fingerprint(),
                        "fresh seed",
                        "130×90 · 90×110");
        Answer json = verify(job, "--json");
        assertThat(json.out).contains("\"fits\" : true", "\"worstResidual\" : ");
    }

    @Test
    void a_picture_that_fits_says_how_many_tiles_were_computed_again(CertifiedJobs jobs) throws Exception {
        int tiles = jobs.get("spot").signed().certificate().places().size();
        assertThat(verify(jobs.get("spot"), "--all").out)
                .contains(Figures.of(tiles, "tile") + " of " + tiles + " computed again, bit for bit the same")
                .contains("verified by spot", "70 rows of 90");
        assertThat(verify(jobs.get("spot"), "--sample", "1").out).contains("1 tile of " + tiles + " computed again");
        assertThat(verify(jobs.get("none")).out).contains("NOT VERIFIED, as the job asked for");
    }

    @Test
    void what_does_not_fit_is_said_in_a_sentence(CertifiedJobs jobs) throws Exception {
        Certified job = jobs.get("product");
        assertDoesNotFit(
                verify(new Certified(job.signed(), job.a(), job.b(), job.b())),
                "The result " + job.b() + " is not what was certified: its SHA-256 is ");
        assertDoesNotFit(
                verify(new Certified(job.signed(), job.b(), job.b(), job.c())),
                "The file " + job.b() + " is not what was certified");
        assertDoesNotFit(verify(job, "--signed-by", "0123456789abcdef"), ", not by 0123456789abcdef.");
        Answer json = verify(new Certified(job.signed(), job.b(), job.b(), job.c()), "--json");
        assertThat(json.status).isEqualTo(1);
        assertThat(json.out).contains("\"fits\" : false", "\"misfit\" : \"The file ");
    }

    @Test
    void files_that_are_missing_or_of_no_use_are_bad_input(CertifiedJobs jobs) throws Exception {
        Certified job = jobs.get("product");
        assertRefused(
                verify(new Certified(job.signed(), null, null, job.c())), "name A.csv with --a and B.npy with --b");
        assertRefused(
                verify(new Certified(job.signed(), job.a(), temp.resolve("no.npy"), job.c())),
                "There is no file " + temp.resolve("no.npy"));
        assertRefused(
                verify(new Certified(job.signed(), job.a(), job.b(), temp)), "There is no file " + temp + ": check");
        assertRefused(
                verify(new Certified(
                        jobs.get("made").signed(),
                        job.a(),
                        job.b(),
                        jobs.get("made").c())),
                "were made from a seed: leave out --a and --b");
        assertRefused(
                verify(new Certified(
                        jobs.get("spot").signed(),
                        job.a(),
                        job.b(),
                        jobs.get("spot").c())),
                "A mandelbrot has no factors: leave out --a and --b");
        Path picture = Files.write(temp.resolve("x.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13});
        assertRefused(
                verify(new Certified(jobs.get("spot").signed(), null, null, picture)),
                "is a picture, and what is certified are the numbers");
        assertRefused(verify(job, "--signed-by", "abc"), "--signed-by is 'abc': give the fingerprint");
        assertRefused(verify(job, "--sample", "0"), "--sample is 0: use 1 or more");
    }

    @Test
    void a_file_that_is_no_certificate_or_longer_than_any_is_refused_in_a_sentence(CertifiedJobs jobs)
            throws Exception {
        Certified job = jobs.get("product");
        Path other = Files.writeString(temp.resolve("other.json"), "{\"certificate\": 7}");
        String c = job.c().toString();
        assertDoesNotFit(brain(List.of("verify", other.toString(), "-c", c)), "This is no certificate");
        assertDoesNotFit(brain(List.of("verify", c, "-c", c)), "This is no certificate");
        Path large = temp.resolve("large.json");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        assertDoesNotFit(
                brain(List.of("verify", large.toString(), "-c", c)),
                "large.json is no certificate: it has 1.07 GB, and none is longer than 201.3 MB.");
    }
}
