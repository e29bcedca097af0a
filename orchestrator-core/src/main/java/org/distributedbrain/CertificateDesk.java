package org.distributedbrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.distributedbrain.certificate.Certificate;
import org.distributedbrain.certificate.ProductCertifier;
import org.distributedbrain.certificate.SignedCertificate;
import org.distributedbrain.certificate.TilesCertifier;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.JobState;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.job.TileSource;
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
 * Where certificates of finished jobs are made, each time anew from what is kept. A job's secret seed leaves the store here, and only once the
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

    /**
     * One at a time: it may read all that a job did.
     *
     * @throws BadInput when there can be none, saying why
     */
    synchronized SignedCertificate certificate(JobId id) {
        ProvenJob proven = store.proven(id)
                .orElseThrow(() -> new BadInput("There is no job " + id + ": ./brain jobs lists those there are."));
        JobView job = proven.job();
        if (job.state() != JobState.DONE) {
            throw none(
                    id,
                    "it is " + job.state().name().toLowerCase(Locale.ROOT)
                            + (job.state().isFinal() ? "." : "; wait until it is done."));
        }
        Path result = folder.result(id);
        if (!Files.isRegularFile(result)) {
            throw none(id, "its result is not at " + result + " any more. Run the job again.");
        }
        try {
            return SignedCertificate.of(certify(proven, job.source(), result), folder.signingKey());
        } catch (IOException e) {
            throw new BadInput(
                    "The files of job " + id + " cannot be read (" + e.getMessage() + "): see that they are there.", e);
        }
    }

    private Certificate certify(ProvenJob proven, @Nullable JobSource source, Path result) throws IOException {
        return switch (source) {
            case MatmulSource product -> certify(proven, product, result);
            case TileSource tiles -> new TilesCertifier(proven, tiles).certify(result);
            case null -> throw ofEarlierVersion(proven.job().id());
        };
    }

    private Certificate certify(ProvenJob proven, MatmulSource product, Path result) throws IOException {
        JobId id = proven.job().id();
        SecretSeed seed = proven.seed();
        if (proven.job().options().verification().equals(Verification.NONE)) {
            throw none(
                    id, "its result is NOT VERIFIED, as it asked for with --verify none. Run the job again without.");
        }
        if (seed == null) {
            throw ofEarlierVersion(id);
        }
        try (MatmulOperands operands = open(id, product)) {
            return new ProductCertifier(proven, product, seed, operands).certify(result, folder.scratch());
        }
    }

    private static BadInput none(JobId id, String why) {
        return new BadInput("Job " + id + " has no certificate: " + why);
    }

    private static BadInput ofEarlierVersion(JobId id) {
        return none(id, "an earlier version of this program ran it, which kept less. Run the job again.");
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
            throw none(
                    id,
                    (file.name() == null ? file.path() : file.name())
                            + " is not what it was when the job was computed. Run the job again.");
        }
        return false;
    }
}
