package org.distributedbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.distributedbrain.certificate.Certificate;
import org.distributedbrain.certificate.CertificateCheck;
import org.distributedbrain.certificate.CertificateCheck.Evidence;
import org.distributedbrain.certificate.ProductCertificate;
import org.distributedbrain.certificate.SignedCertificate;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobOptions;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;
import org.distributedbrain.matrix.NpyBytes;
import org.distributedbrain.persist.DataPaths;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jobs of a whole orchestrator have a certificate, and what is said of the others. */
class CertificateDeskTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Orchestrator grid;
    private Path a;
    private Path b;

    @BeforeEach
    void open() throws IOException {
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0));
        a = matrix("A.npy", 60, 80);
        b = matrix("B.npy", 80, 50);
    }

    @AfterEach
    void close() {
        grid.close();
    }

    private Path matrix(String name, int rows, int cols) throws IOException {
        return NpyBytes.matrix("<f4", false, rows, cols, i -> Math.sin(i)).write(folder.resolve(name));
    }

    private JobId submit(Path left, Path right, Verification verification) {
        JobOptions options = new JobOptions(Partition.AUTO, Priority.NORMAL, verification);
        return grid.submit(new JobSpec(
                        new MatmulSource.Files(
                                new FileOperand(left, "A.npy", null), new FileOperand(right, "B.npy", null)),
                        "A × B",
                        options))
                .id();
    }

    private JobId done(Path left, Path right, Verification verification) throws InterruptedException {
        JobId id = submit(left, right, verification);
        grid.addLocalWorker("one", 1);
        assertThat(grid.await(id, LIMIT).state()).isEqualTo(JobState.DONE);
        return id;
    }

    private void assertNone(JobId id, String why) {
        assertThatThrownBy(() -> grid.certificate(id))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(why)
                .message()
                .endsWith(".")
                .hasLineCount(1);
    }

    @Test
    void a_job_that_is_not_done_has_none() {
        JobId waiting = submit(a, b, Verification.FREIVALDS);
        assertNone(waiting, "it is queued; wait until it is done.");
        grid.cancel(waiting);
        assertNone(waiting, "it is cancelled.");
        assertNone(new JobId("00000000-0000-4000-8000-000000000000"), "There is no job 0000");
    }

    @Test
    void a_product_that_nobody_verified_has_none() throws Exception {
        assertNone(done(a, b, Verification.NONE), "NOT VERIFIED, as it asked for with --verify none");
    }

    @Test
    void what_was_changed_since_is_not_certified() throws Exception {
        JobId id = done(a, b, Verification.FREIVALDS);
        assertThat(grid.certificate(id)).isNotNull();
        byte[] left = Files.readAllBytes(a);
        matrix("A.npy", 61, 80);
        assertNone(id, "A.npy is not what it was when the job was computed");
        Files.delete(a);
        assertNone(id, "A.npy is not what it was when the job was computed");
        Files.write(a, left);
        // The same bytes, written later: nobody can tell that nothing else happened in between.
        assertNone(id, "A.npy is not what it was when the job was computed");
    }

    @Test
    void a_result_that_was_changed_or_is_gone_is_not_certified() throws Exception {
        JobId id = done(a, b, Verification.FREIVALDS);
        Path result = grid.result(id);
        byte[] right = Files.readAllBytes(result);
        for (int at : List.of(right.length - 2, right.length - 4 * 50 * 7 + 2, right.length - 4 * 50 * 59 + 2)) {
            byte[] wrong = right.clone();
            wrong[at] ^= 0x20;
            Files.write(result, wrong);
            assertNone(id, "its result or an input was changed since it was verified: run the job again");
        }
        Files.write(result, right);
        assertThat(grid.certificate(id)).isNotNull();
        Files.delete(result);
        assertNone(id, "its result is not at " + result + " any more");
    }

    @Test
    void a_factor_on_the_grid_is_named_by_its_hash_also_when_it_was_removed() throws Exception {
        OperandId put = grid.putOperand(b, "weights").operand().id();
        Path blob = grid.dataFolder().resolve("blobs/" + put + ".npy");
        JobId id = done(a, blob, Verification.FREIVALDS);
        ProductCertificate there = (ProductCertificate) fits(id, b);
        assertThat(there.b().sha256()).isEqualTo(put.value());
        assertThat(there.b().values()).isNotNull();
        assertThat(grid.removeOperand(put)).isEmpty();
        ProductCertificate gone = (ProductCertificate) fits(id, b);
        assertThat(gone.b().sha256()).isEqualTo(put.value());
        assertThat(gone.b().values()).isNull();
        assertThat(gone.tiles().getFirst().residual())
                .isEqualTo(there.tiles().getFirst().parts().getFirst().residual());
    }

    private Certificate fits(JobId id, Path right) throws IOException {
        Certificate certificate =
                SignedCertificate.read(grid.certificate(id).bytes()).certificate();
        CertificateCheck.run(certificate, new Evidence(a, right, grid.result(id), 1, folder));
        return certificate;
    }

    @Test
    void the_key_that_signs_is_the_same_after_a_restart_and_a_damaged_one_is_told() throws Exception {
        JobId id = done(a, b, Verification.FREIVALDS);
        String fingerprint = grid.certificate(id).fingerprint();
        grid.close();
        grid = Orchestrator.start(OrchestratorOptions.local(DataPaths.in(folder.resolve("data")), 0));
        assertThat(grid.certificate(id).fingerprint()).isEqualTo(fingerprint);
        Files.writeString(grid.dataFolder().resolve("certificate.key"), "not a key");
        assertThatThrownBy(() -> grid.certificate(id))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("certificate.key should hold the key");
    }
}
