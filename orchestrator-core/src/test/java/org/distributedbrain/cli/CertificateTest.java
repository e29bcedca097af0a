package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.distributedbrain.Orchestrator;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.certificate.Certificate;
import org.distributedbrain.certificate.Certificate.Tile;
import org.distributedbrain.certificate.CertificateCheck;
import org.distributedbrain.certificate.Misfit;
import org.distributedbrain.certificate.SignedCertificate;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;
import org.distributedbrain.matrix.NpyBytes;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.worker.NativeWorker;
import org.distributedbrain.worker.NativeWorkerOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real product, computed by real workers, and its certificate, held against its files with every kind of damage. */
class CertificateTest {
    private static final int ROWS = 130;
    private static final int INNER = 90;
    private static final int COLS = 110;

    @TempDir
    private static Path folder;

    private static Path a;
    private static Path b;
    private static Path c;
    private static SignedCertificate signed;
    private static SignedCertificate synthetic;
    private static Path syntheticC;
    private static SignedCertificate split;
    private static Path splitC;
    private static KeyPair stranger;

    @BeforeAll
    static void products() throws Exception {
        stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            for (int p = 0; p < INNER; p++) {
                csv.append(p == 0 ? "" : ",").append(random.nextGaussian());
            }
            csv.append('\n');
        }
        a = Files.writeString(folder.resolve("A.csv"), csv);
        b = NpyBytes.matrix("<f8", false, INNER, COLS, i -> random.nextGaussian())
                .write(folder.resolve("B.npy"));
        DataPaths data = DataPaths.in(folder.resolve("data"));
        JobId first;
        try (Orchestrator grid = Orchestrator.start(OrchestratorOptions.local(data, 0));
                NativeWorker _ = worker(grid, "Ada", 64 << 20);
                NativeWorker _ = worker(grid, "Grace", 64 << 20)) {
            joined(grid, 2);
            first = done(grid, new MatmulSource.Files(a, b), Verification.FREIVALDS);
            c = keep(grid, first, "C.npy");
            JobId second =
                    done(grid, new MatmulSource.Synthetic(new MatmulSize(700, 640, 620), 9), Verification.FREIVALDS);
            syntheticC = keep(grid, second, "S.npy");
            synthetic = grid.certificate(second);
            JobId unverified = done(grid, new MatmulSource.Files(a, b), Verification.NONE);
            assertThatThrownBy(() -> grid.certificate(unverified))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("NOT VERIFIED");
            assertThatThrownBy(() -> grid.certificate(new JobId("00000000-0000-4000-8000-000000000000")))
                    .isInstanceOf(BadInput.class);
        }
        // The seed is there after a restart, and devices are so small that sums come in parts.
        try (Orchestrator grid = Orchestrator.start(OrchestratorOptions.local(data, 0))) {
            JobView waiting = grid.submit(new JobSpec(new MatmulSource.Files(a, b), "nobody computes it"));
            assertThatThrownBy(() -> grid.certificate(waiting.id())).hasMessageContaining("wait until it is done");
            grid.cancel(waiting.id());
            assertThatThrownBy(() -> grid.certificate(waiting.id())).hasMessageContaining("it is cancelled");
            signed = grid.certificate(first);
            try (NativeWorker _ = worker(grid, "Tiny", 256 * 1024)) {
                joined(grid, 1);
                JobId third = done(
                        grid, new MatmulSource.Synthetic(new MatmulSize(30, 40_000, 20), 3), Verification.FREIVALDS);
                splitC = keep(grid, third, "P.npy");
                split = grid.certificate(third);
            }
            byte[] bytes = Files.readAllBytes(a);
            Files.writeString(a, "1,2\n");
            assertThatThrownBy(() -> grid.certificate(first))
                    .hasMessageContaining("A.csv")
                    .hasMessageContaining("is not what it was");
            Files.write(a, bytes);
        }
    }

    @AfterAll
    static void forget() {
        stranger = null;
    }

    private static NativeWorker worker(Orchestrator grid, String name, long memory) {
        return NativeWorker.start(
                grid.invitation().best(),
                NativeWorkerOptions.defaults()
                        .withName(name)
                        .withThreads(1)
                        .withMemoryBytes(memory)
                        .withStateFolder(folder.resolve(name)));
    }

    private static void joined(Orchestrator grid, int workers) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> grid.snapshot().totals().activeWorkers() == workers);
    }

    private static JobId done(Orchestrator grid, MatmulSource source, Verification verification) throws Exception {
        JobOptions options = new JobOptions(Partition.TILES, Priority.NORMAL, verification);
        JobId id = grid.submit(new JobSpec(source, "certified", options)).id();
        JobView job = grid.await(id, Duration.ofMinutes(1));
        assertThat(job.state()).as("%s", job).isEqualTo(JobState.DONE);
        return id;
    }

    private static Path keep(Orchestrator grid, JobId job, String name) throws IOException {
        return Files.copy(grid.result(job), folder.resolve(name));
    }

    @Test
    void what_was_certified_fits_and_says_who_computed_it() throws Exception {
        SignedCertificate read = SignedCertificate.read(utf8(signed.text()));
        assertThat(read).isEqualTo(signed);
        Certificate it = signed.certificate();
        assertThat(it.a().name()).isEqualTo("A.csv");
        assertThat(it.tiles())
                .isNotEmpty()
                .allSatisfy(tile -> assertThat(tile.parts()).singleElement().satisfies(part -> {
                    assertThat(part.name()).isIn("Ada", "Grace");
                    assertThat(part.sentAt()).isNotNull();
                    assertThat(part.checkedAt()).isNotNull();
                    assertThat(part.residual()).isBetween(0.0, 1.0);
                }));
        CertificateCheck.Report report = check(signed, a, b, c).run();
        assertThat(report.tiles()).isEqualTo(it.tiles().size());
        assertThat(report.worstResidual()).isBetween(0.0, 1.0);
        assertThat(report.freshBound()).isLessThan(1e-4);
        assertThat(check(synthetic, null, null, syntheticC).run().freshBound()).isLessThan(1e-4);
    }

    @Test
    void a_sum_of_parts_is_certified_as_the_tile_it_became() throws Exception {
        assertThat(split.certificate().tiles())
                .allSatisfy(tile -> assertThat(tile.parts()).hasSizeGreaterThan(1));
        assertThat(split.certificate().tiles().getFirst().residual()).isBetween(0.0, 1.0);
        assertThatCode(() -> check(split, null, null, splitC).run()).doesNotThrowAnyException();
    }

    @Test
    void every_flipped_bit_of_a_certificate_is_found() {
        byte[] text = utf8(signed.text());
        Random random = new Random(1);
        List<String> unnoticed = new ArrayList<>();
        for (int at = 0; at < text.length - 1; at++) {
            byte[] flipped = text.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            try {
                SignedCertificate.read(flipped);
                unnoticed.add(signed.text().substring(Math.max(0, at - 20), at) + " >" + (char) flipped[at]
                        + "< instead of " + (char) text[at]);
            } catch (Misfit e) {
                assertThat(e.getMessage()).endsWith(".");
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void a_flipped_bit_of_the_result_or_an_input_is_found() throws Exception {
        Random random = new Random(2);
        for (Path file : List.of(c, a, b)) {
            byte[] whole = Files.readAllBytes(file);
            for (int trial = 0; trial < 25; trial++) {
                byte[] flipped = whole.clone();
                flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                Path copy = Files.write(folder.resolve("flipped-" + file.getFileName()), flipped);
                assertThatThrownBy(
                                check(
                                        signed,
                                        file.equals(a) ? copy : a,
                                        file.equals(b) ? copy : b,
                                        file.equals(c) ? copy : c)::run)
                        .isInstanceOf(Misfit.class)
                        .hasMessageContaining("flipped-" + file.getFileName());
            }
        }
    }

    @Test
    void another_seed_does_not_give_the_recorded_figures_whoever_signs_it() {
        Certificate forged = with(
                signed.certificate(),
                json -> json.replace(
                        signed.certificate().verification().seed(),
                        "1"
                                + signed.certificate()
                                        .verification()
                                        .seed()
                                        .substring(1)
                                        .replace('a', 'b')));
        assertThatThrownBy(check(SignedCertificate.of(forged, stranger), a, b, c)::run)
                .isInstanceOf(Misfit.class)
                .hasMessageContaining("gives a residual of");
    }

    @Test
    void another_record_of_a_tile_is_found_whoever_signs_it() {
        Tile tile = signed.certificate().tiles().getFirst();
        Certificate forged = with(signed.certificate(), json -> json.replace(tile.values(), "0".repeat(64)));
        assertThatThrownBy(check(SignedCertificate.of(forged, stranger), a, b, c)::run)
                .isInstanceOf(Misfit.class)
                .hasMessageContaining("What the result holds at rows 0 to");
        Certificate twice = with(
                signed.certificate(), json -> json.replace("\"firstRow\":" + tile.firstRow() + ",", "\"firstRow\":1,"));
        assertThatThrownBy(check(SignedCertificate.of(twice, stranger), a, b, c)::run)
                .isInstanceOf(Misfit.class);
    }

    @Test
    void a_wrong_product_is_found_even_when_all_hashes_are_those_of_the_wrong_one() throws Exception {
        byte[] wrong = Files.readAllBytes(c);
        wrong[wrong.length - 4 * COLS + 2] ^= 0x10; // the mantissa of one value
        Path file = Files.write(folder.resolve("wrong.npy"), wrong);
        assertThatThrownBy(check(rehashed(file), a, b, file)::run)
                .isInstanceOf(Misfit.class)
                .hasMessageContaining("is not the product");
    }

    /** The certificate a dishonest orchestrator would make of another result. */
    private static SignedCertificate rehashed(Path file) throws IOException {
        Certificate it = signed.certificate();
        byte[] values = Files.readAllBytes(file);
        int header = values.length - 4 * ROWS * COLS;
        List<Tile> tiles = new ArrayList<>();
        for (Tile tile : it.tiles()) {
            byte[] some = new byte[4 * tile.rows() * tile.cols()];
            for (int i = 0; i < tile.rows(); i++) {
                int from = header + 4 * ((tile.firstRow() + i) * COLS + tile.firstCol());
                System.arraycopy(values, from, some, 4 * i * tile.cols(), 4 * tile.cols());
            }
            tiles.add(new Tile(
                    tile.firstRow(), tile.rows(), tile.firstCol(), tile.cols(), sha256(some), null, tile.parts()));
        }
        byte[] all = new byte[4 * ROWS * COLS];
        System.arraycopy(values, header, all, 0, all.length);
        return SignedCertificate.of(
                new Certificate(
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
                        new Certificate.Output(FileHash.sha256(file), values.length, sha256(all)),
                        tiles),
                stranger);
    }

    private static String sha256(byte[] bytes) throws IOException {
        return FileHash.sha256(Files.write(folder.resolve("hashed"), bytes));
    }

    @Test
    void the_command_says_in_a_sentence_what_does_not_fit() throws Exception {
        Path certificate = Files.writeString(folder.resolve("cert.json"), signed.text());
        String[] right = {"verify", certificate.toString(), "--a", a.toString(), "--b", b.toString(), "-c", c.toString()
        };
        Answer fits = brain(right);
        assertThat(fits.status).as(fits.err).isZero();
        assertThat(fits.out).contains("is the product that was certified", signed.fingerprint(), "fresh seed");
        Answer other =
                brain("verify", certificate.toString(), "--a", a.toString(), "--b", b.toString(), "-c", b.toString());
        assertThat(other.status).isEqualTo(1);
        assertThat(other.err)
                .contains("The result " + b + " is not what was certified")
                .hasLineCount(1);
        Answer stranger = brain(
                "verify",
                certificate.toString(),
                "--a",
                a.toString(),
                "--b",
                b.toString(),
                "-c",
                c.toString(),
                "--signed-by",
                "0123456789");
        assertThat(stranger.status).isEqualTo(1);
        Answer without = brain("verify", certificate.toString(), "-c", c.toString());
        assertThat(without.status).isEqualTo(2);
        assertThat(without.err).contains("name A.csv with --a and B.npy with --b");
        Path damaged =
                Files.writeString(folder.resolve("damaged.json"), signed.text().replace("Ada", "Eve"));
        Answer changed = brain("verify", damaged.toString(), "-c", c.toString(), "--json");
        if (!signed.text().equals(Files.readString(damaged))) {
            assertThat(changed.status).isEqualTo(1);
            assertThat(changed.out).contains("do not fit its digest");
        }
        Path whole = Files.writeString(folder.resolve("s.json"), synthetic.text());
        assertThat(brain("verify", whole.toString(), "-c", syntheticC.toString()).status)
                .isZero();
    }

    private record Answer(int status, String out, String err) {}

    private static Answer brain(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false);
        int status = Brain.run(terminal, arguments);
        return new Answer(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static CertificateCheck check(SignedCertificate signed, Path a, Path b, Path c) {
        return new CertificateCheck(signed, a, b, c, folder);
    }

    /** The certificate with something else in its text. */
    private static Certificate with(Certificate certificate, UnaryOperator<String> change) {
        var json = tools.jackson.databind.json.JsonMapper.shared();
        String before = json.writeValueAsString(certificate);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        return json.readValue(after, Certificate.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
