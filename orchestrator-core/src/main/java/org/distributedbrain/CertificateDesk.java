package org.distributedbrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.distributedbrain.certificate.Certifier;
import org.distributedbrain.certificate.SignedCertificate;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.job.Verification;
import org.distributedbrain.kernel.matmul.MatmulOperands;
import org.distributedbrain.kernel.matmul.OperandOpener;
import org.distributedbrain.matrix.FileStamps;
import org.distributedbrain.persist.DataFolder;
import org.distributedbrain.persist.ProofStore;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.ProvenJob;
import org.jspecify.annotations.Nullable;

/**
 * Where certificates of finished products are made, each time anew from what is kept. A job's secret seed leaves the store here, and only once the
 * job is done. Every call may wait.
 */
final class CertificateDesk {
    private final DataFolder folder;
    private final ProofStore store;
    private final OperandOpener opener;

    CertificateDesk(DataFolder folder, ProofStore store, OperandOpener opener) {
        this.folder = folder;
        this.store = store;
        this.opener = opener;
    }

    /** @throws BadInput when there can be none, saying why */
    SignedCertificate certificate(JobId id) {
        ProvenJob proven = store.proven(id)
                .orElseThrow(() -> new BadInput("There is no job " + id + ": ./brain jobs lists those there are."));
        JobView job = proven.job();
        SecretSeed seed = proven.seed();
        if (job.state() != JobState.DONE) {
            throw new BadInput("Job " + id + " has no certificate: it is "
                    + job.state().name().toLowerCase(Locale.ROOT)
                    + (job.state().isFinal() ? "." : "; wait until it is done."));
        }
        if (!(job.source() instanceof MatmulSource source)) {
            throw new BadInput(
                    "Job " + id + " has no certificate: those are made of products of matrices, and it is one of "
                            + job.kernel() + ".");
        }
        if (job.options().verification().equals(Verification.NONE)) {
            throw new BadInput("Job " + id + " has no certificate: its result is NOT VERIFIED, as it asked for.");
        }
        if (seed == null) {
            throw new BadInput("Job " + id
                    + " has no certificate: an earlier version of this program ran it, which kept no secret of its"
                    + " verification. Run the job again.");
        }
        Path result = folder.result(id);
        if (!Files.isRegularFile(result)) {
            throw new BadInput("The result of job " + id + " is not at " + result + " any more: run the job again.");
        }
        try (MatmulOperands operands = open(id, source)) {
            return SignedCertificate.of(
                    new Certifier(proven, source, seed, operands).certify(result, folder.scratch()),
                    folder.signingKey());
        } catch (IOException e) {
            throw new BadInput(
                    "The files of job " + id + " cannot be read (" + e.getMessage() + "): see that they are there.", e);
        }
    }

    /** Null where an uploaded file, of which the hash is known, is not kept any more. */
    private @Nullable MatmulOperands open(JobId id, MatmulSource source) {
        if (source instanceof MatmulSource.Files(FileOperand a, FileOperand b) && (isGone(id, a) | isGone(id, b))) {
            return null;
        }
        return MatmulOperands.open(source, folder.scratch(), opener);
    }

    private static boolean isGone(JobId id, FileOperand file) {
        if (file.ref() != null) {
            return !Files.isRegularFile(file.path());
        }
        if (!FileStamps.isUnchanged(file)) {
            throw new BadInput("Job " + id + " has no certificate: "
                    + (file.name() == null ? file.path() : file.name())
                    + " is not what it was when the job was computed. Run the job again.");
        }
        return false;
    }
}
