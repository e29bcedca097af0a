package org.distributedbrain.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.distributedbrain.certificate.Certificate.Result;
import org.distributedbrain.certificate.CertifiedJobs.Certified;
import org.distributedbrain.certificate.ProductCertificate.Tile;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.matrix.CountsFile;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.MatrixFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates that were changed by somebody who signs them anew, or by the orchestrator itself: digest and signature fit. */
@ExtendWith(CertifiedJobs.Provider.class)
class ForgeryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "seed":"[0-9a-f]{4}            | "seed":"0bad            | gives a residual of
            "residual":([0-9.E-]+),"parts" | "residual":0.9,"parts"  | says residual
            "worstResidual":[0-9.E-]+      | "worstResidual":0.9     | contradicts itself
            "firstRow":0                   | "firstRow":1            | The certificate has
            "rowsA":130                    | "rowsA":129             | not a part of its result
            "rowsA":130                    | "rowsA":131             | do not cover its result
            "colsA":90                     | "colsA":91              | The sizes of the matrices
            "values":"[0-9a-f]{5}(.{59}","r) | "values":"00000$1     | What the result holds at rows 0 to
            "generator":"sha               | "generator":"xsha       | which is not known here
            "kernel":"matmul"              | "kernel":"mandelbrot"   | The certificate's kernel is 'mandelbrot'
            """)
    void another_record_of_a_product_is_found(String what, String forged, String sentence, CertifiedJobs jobs) {
        assertForgery(jobs.get("product"), what, forged, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "seed":"9","values"   | "seed":"8","values"        | from one
            philox4x32-10         | xorshift                   | which is not known here
            """)
    void another_seed_of_the_factors_is_found(String what, String forged, String sentence, CertifiedJobs jobs) {
        assertForgery(jobs.get("made"), what, forged, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "iterations":"200"      | "iterations":"199"          | The result is not what mandelbrot gives
            "iterations":"200"      | "iterations":"-2"           | The certificate's parameters are none of mandelbrot
            "kernel":"mandelbrot"   | "kernel":"fft"              | The certificate's kernel is 'fft', which is not known here.
            "cols":90,"param        | "cols":89,"param            | not a part of its result
            "values":"[0-9a-f]{5}(.{59}","a) | "values":"00000$1  | What the result holds at rows
            """)
    void another_record_of_whole_numbers_is_found(String what, String forged, String sentence, CertifiedJobs jobs) {
        assertForgery(jobs.get("spot"), what, forged, sentence);
    }

    private static void assertForgery(Certified job, String what, String forged, String sentence) {
        Certificate other = with(job.signed().certificate(), what, forged);
        assertThatThrownBy(() ->
                        job.check(SignedCertificate.read(signed(other).bytes()).certificate()))
                .isInstanceOf(Misfit.class)
                .hasMessageContaining(sentence);
    }

    /** The certificate with something else at the first place in its text that matches. */
    private static Certificate with(Certificate certificate, String what, String other) {
        String before = SignedCertificate.JSON.writerFor(Certificate.class).writeValueAsString(certificate);
        String after = before.replaceFirst(what, other);
        assertThat(after).isNotEqualTo(before);
        return SignedCertificate.JSON.readValue(after, Certificate.class);
    }

    private static SignedCertificate signed(Certificate certificate) {
        try {
            KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return SignedCertificate.of(certificate, stranger);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_wrong_product_is_found_even_when_all_hashes_are_those_of_the_wrong_one(CertifiedJobs jobs) throws Exception {
        for (String name : List.of("product", "made", "row", "column", "split")) {
            assertWrongProduct(jobs, name, 2, 0x10); // the mantissa of one value
        }
    }

    @Test
    void so_is_a_wrong_value_where_the_product_is_not_finite(CertifiedJobs jobs) throws Exception {
        // Column 7 of B is infinite, and row 2 of A has NaN.
        for (long at : new long[] {50 * 10 + 7, 50 * 2 + 3, 50 * 2 + 7}) {
            Certified job = jobs.get("wild");
            byte[] wrong = Files.readAllBytes(job.c());
            ByteBuffer.wrap(wrong)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(wrong.length - 4 * 40 * 50 + (int) (4 * at), 1.5f);
            assertNotTheProduct(job, Files.write(jobs.folder.resolve("wrong.npy"), wrong));
        }
    }

    private static void assertWrongProduct(CertifiedJobs jobs, String name, int fromEnd, int bit) throws Exception {
        Certified job = jobs.get(name);
        byte[] wrong = Files.readAllBytes(job.c());
        wrong[wrong.length - fromEnd] ^= (byte) bit;
        assertNotTheProduct(job, Files.write(jobs.folder.resolve("wrong.npy"), wrong));
    }

    private static void assertNotTheProduct(Certified job, Path wrong) throws Exception {
        Certificate forged = rehashed((ProductCertificate) job.signed().certificate(), wrong);
        Certified other = new Certified(signed(forged), job.a(), job.b(), wrong);
        assertThatThrownBy(other::check).isInstanceOf(Misfit.class).hasMessageContaining("is not the product");
    }

    /** The certificate a dishonest orchestrator would make of another result. */
    private static Certificate rehashed(ProductCertificate it, Path file) throws IOException {
        try (Matrix c = MatrixFile.read(file, file.resolveSibling("scratch"))) {
            return new ProductCertificate(
                    it.version(),
                    it.job(),
                    it.label(),
                    it.kernel(),
                    it.rowsA(),
                    it.colsA(),
                    it.colsB(),
                    it.submittedAt(),
                    it.startedAt(),
                    it.finishedAt(),
                    it.verification(),
                    it.a(),
                    it.b(),
                    new Result(Sha256.of(file), Files.size(file), Sha256.of(c.values())),
                    it.tiles().stream()
                            .map(tile -> new Tile(tile.place(), ProductTiles.hash(c, tile.place()), null, tile.parts()))
                            .toList());
        }
    }

    @Test
    void a_wrong_picture_is_found_when_its_tile_is_drawn(CertifiedJobs jobs) throws Exception {
        TilesCertificate it = jobs.tiles("spot");
        byte[] wrong = Files.readAllBytes(jobs.get("spot").c());
        wrong[wrong.length - 4] ^= 1;
        Path file = Files.write(jobs.folder.resolve("wrong picture.npy"), wrong);
        try (CountsFile counts = CountsFile.open(file)) {
            Certificate forged = new TilesCertificate(
                    it.version(),
                    it.job(),
                    it.label(),
                    it.kernel(),
                    it.rows(),
                    it.cols(),
                    it.parameters(),
                    it.submittedAt(),
                    it.startedAt(),
                    it.finishedAt(),
                    it.verification(),
                    new Result(
                            Sha256.of(file),
                            wrong.length,
                            CountsHash.of(counts, new Place(0, it.rows(), 0, it.cols()))),
                    List.of(new TilesCertificate.Tile(
                            new Place(0, it.rows(), 0, it.cols()),
                            CountsHash.of(counts, new Place(0, it.rows(), 0, it.cols())),
                            1,
                            it.finishedAt(),
                            it.tiles().getFirst().workers())));
            assertThatThrownBy(new Certified(signed(forged), null, null, file)::check)
                    .isInstanceOf(Misfit.class)
                    .hasMessageStartingWith("The result is not what mandelbrot gives: in row 69, column 89 it holds ");
        }
    }
}
