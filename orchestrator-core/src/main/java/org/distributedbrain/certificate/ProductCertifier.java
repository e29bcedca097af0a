package org.distributedbrain.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.distributedbrain.certificate.Certificate.Result;
import org.distributedbrain.certificate.ProductCertificate.Input;
import org.distributedbrain.certificate.ProductCertificate.Part;
import org.distributedbrain.certificate.ProductCertificate.Tile;
import org.distributedbrain.certificate.ProductCertificate.Verification;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.Evidence;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.kernel.matmul.MatmulOperands;
import org.distributedbrain.kernel.matmul.SecretVectors;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.ProvenJob;
import org.distributedbrain.publish.ProvenJob.ProvenChunk;
import org.jspecify.annotations.Nullable;

/** Makes the certificate of one product from what was kept of it, from its result, and from its inputs as far as they are still there. */
public final class ProductCertifier {
    private final ProvenJob proven;
    private final MatmulSource source;
    private final SecretSeed seed;
    private final @Nullable MatmulOperands operands;

    /** @param operands the job's, open; null where they are gone */
    public ProductCertifier(ProvenJob proven, MatmulSource source, SecretSeed seed, @Nullable MatmulOperands operands) {
        this.proven = proven;
        this.source = source;
        this.seed = seed;
        this.operands = operands;
    }

    /**
     * @param result the job's result file
     * @param scratch where a matrix may lie while it is read
     * @throws BadInput when the result or an input does not fit what was recorded
     */
    public Certificate certify(Path result, Path scratch) throws IOException {
        JobView job = proven.job();
        JobMetrics m = Objects.requireNonNull(job.metrics(), "figures of a job that is done");
        try (Matrix c = MatrixFile.read(result, scratch)) {
            return new ProductCertificate(
                    Certificate.VERSION,
                    job.id().value(),
                    job.label(),
                    job.kernel(),
                    job.size().rowsA(),
                    job.size().colsA(),
                    job.size().colsB(),
                    job.submittedAt(),
                    proven.startedAt(),
                    Objects.requireNonNull(job.finishedAt(), "the end of a job that is done"),
                    new Verification(
                            job.options().verification().word(),
                            m.vectors(),
                            SecretVectors.GENERATOR,
                            seed.hex(),
                            worstResidual(),
                            m.bound(),
                            m.missProbability(),
                            proven.chunks().stream()
                                    .mapToInt(chunk -> chunk.evidence().rowsRecomputed())
                                    .sum(),
                            m.maxError()),
                    input(true),
                    input(false),
                    new Result(Sha256.of(result), Files.size(result), Sha256.of(c.values())),
                    tiles(c));
        }
    }

    private double worstResidual() {
        return proven.chunks().stream()
                .mapToDouble(chunk -> chunk.evidence().worstResidual())
                .filter(residual -> !Double.isNaN(residual))
                .max()
                .orElse(0);
    }

    private Input input(boolean isA) throws IOException {
        String values = operands == null ? null : Sha256.of((isA ? operands.a() : operands.b()).values());
        return switch (source) {
            case MatmulSource.Files(FileOperand a, FileOperand b) -> {
                FileOperand file = isA ? a : b;
                String name = file.name() == null ? String.valueOf(file.path().getFileName()) : file.name();
                yield new Input(name, sha256(file, name), null, null, values);
            }
            case MatmulSource.Synthetic synthetic ->
                new Input(null, null, GeneratedBlock.GENERATOR, String.valueOf(synthetic.seed()), values);
        };
    }

    private static String sha256(FileOperand file, String name) throws IOException {
        OperandRef ref = file.ref();
        if (ref == null) {
            return Sha256.of(file.path());
        }
        String known = ref.id().value();
        if (Files.isRegularFile(file.path()) && !Sha256.of(file.path()).equals(known)) {
            throw new BadInput("The copy of " + name + " in the data folder is damaged: put the matrix there again, and"
                    + " run the job again.");
        }
        return known;
    }

    private List<Tile> tiles(Matrix c) {
        Map<Place, List<ProvenChunk>> places = new LinkedHashMap<>();
        for (ProvenChunk chunk : proven.chunks()) {
            places.computeIfAbsent(Tiling.place(chunk), p -> new ArrayList<>()).add(chunk);
        }
        ProductTiles test =
                operands == null ? null : new ProductTiles(proven.job().id(), c, operands, seed);
        List<Tile> tiles = new ArrayList<>();
        places.forEach((place, parts) -> tiles.add(new Tile(
                place,
                ProductTiles.hash(c, place),
                residual(place, parts, test),
                parts.stream().map(ProductCertifier::part).toList())));
        return tiles;
    }

    /** As it was found then, if that is what it is; of the sum where the inner side was split. */
    private @Nullable Double residual(Place place, List<ProvenChunk> parts, @Nullable ProductTiles test) {
        double recorded = parts.getFirst().evidence().worstResidual();
        Double kept = parts.size() > 1 || Double.isNaN(recorded) ? null : (Double) recorded;
        if (test == null) {
            return kept;
        }
        double found;
        try {
            found = test.test(
                            place,
                            parts.size() > 1
                                    ? null
                                    : parts.getFirst().evidence().bound())
                    .residual();
        } catch (Misfit e) {
            throw changed(String.valueOf(e.getMessage()), e);
        }
        if (kept != null && !ProductTiles.isSame(found, kept)) {
            throw changed(
                    "The result at " + Tiling.text(place) + " does not fit what was recorded when it was verified.",
                    null);
        }
        return found;
    }

    private BadInput changed(String what, @Nullable Exception cause) {
        String sentence = "Job " + proven.job().id() + " has no certificate, because its result or an input was changed"
                + " since it was verified: run the job again. " + what;
        return cause == null ? new BadInput(sentence) : new BadInput(sentence, cause);
    }

    private static Part part(ProvenChunk chunk) {
        Evidence evidence = chunk.evidence();
        ProvenJob.Contribution by = chunk.by();
        return new Part(
                chunk.part(),
                by.worker().value(),
                by.name(),
                by.sentAt(),
                by.returnedAt(),
                by.checkedAt(),
                chunk.verifiedAt(),
                by.computeMs(),
                Double.isNaN(evidence.worstResidual()) ? null : (Double) evidence.worstResidual(),
                evidence.rowsRecomputed(),
                evidence.maxError(),
                evidence.bound(),
                evidence.missProbability());
    }
}
