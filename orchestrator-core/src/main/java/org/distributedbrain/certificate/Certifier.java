package org.distributedbrain.certificate;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.distributedbrain.certificate.Certificate.Input;
import org.distributedbrain.certificate.Certificate.Output;
import org.distributedbrain.certificate.Certificate.Part;
import org.distributedbrain.certificate.Certificate.Tile;
import org.distributedbrain.certificate.Certificate.Verification;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.GeneratedBlock;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.SecretSeed;
import org.distributedbrain.kernel.matmul.MatmulCheck;
import org.distributedbrain.kernel.matmul.MatmulOperands;
import org.distributedbrain.kernel.matmul.SecretVectors;
import org.distributedbrain.matrix.Matrix;
import org.distributedbrain.matrix.MatrixFile;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.ProvenJob;
import org.distributedbrain.publish.ProvenJob.ProvenChunk;
import org.jspecify.annotations.Nullable;

/** Makes the certificate of one product from what was kept of it, from its result, and from its inputs as far as they are still there. */
public final class Certifier {
    /** How exactly a residual comes out again: it is a difference of sums whose order is not fixed. As a part of its bound. */
    static final double EXACTNESS = 1e-6;

    private final ProvenJob proven;
    private final MatmulSource source;
    private final SecretSeed seed;
    private final @Nullable MatmulOperands operands;

    /** @param operands the job's, open; null where they are gone */
    public Certifier(ProvenJob proven, MatmulSource source, SecretSeed seed, @Nullable MatmulOperands operands) {
        this.proven = proven;
        this.source = source;
        this.seed = seed;
        this.operands = operands;
    }

    /**
     * @param result the job's result file
     * @param scratch where a matrix may lie while it is read
     * @throws BadInput when the result does not fit what was recorded
     */
    public Certificate certify(Path result, Path scratch) throws IOException {
        JobView job = proven.job();
        JobMetrics m = Objects.requireNonNull(job.metrics(), "figures of a job that is done");
        try (Matrix c = MatrixFile.read(result, scratch)) {
            return new Certificate(
                    Certificate.VERSION,
                    job.id().value(),
                    job.label(),
                    job.kernel(),
                    job.size().rowsA(),
                    job.size().colsA(),
                    job.size().colsB(),
                    text(job.submittedAt()),
                    textOrNull(proven.startedAt()),
                    text(Objects.requireNonNull(job.finishedAt(), "the end of a job that is done")),
                    new Verification(
                            job.options().verification().word(),
                            m.vectors(),
                            SecretVectors.GENERATOR,
                            seed.hex(),
                            m.worstResidual(),
                            m.bound(),
                            m.missProbability(),
                            m.rowsRecomputed(),
                            m.maxError()),
                    input(true),
                    input(false),
                    new Output(Sha256.of(result), Files.size(result), Sha256.of(c.values())),
                    tiles(c));
        }
    }

    private Input input(boolean isA) throws IOException {
        String values = operands == null ? null : Sha256.of((isA ? operands.a() : operands.b()).values());
        return switch (source) {
            case MatmulSource.Files(FileOperand a, FileOperand b) -> {
                FileOperand file = isA ? a : b;
                String name = file.name() == null ? String.valueOf(file.path().getFileName()) : file.name();
                var ref = file.ref();
                String sha256 = ref == null ? Sha256.of(file.path()) : ref.id().value();
                yield new Input(name, sha256, null, null, values);
            }
            case MatmulSource.Synthetic synthetic ->
                new Input(null, null, GeneratedBlock.GENERATOR, String.valueOf(synthetic.seed()), values);
        };
    }

    private record Place(int firstRow, int rows, int firstCol, int cols) {}

    private List<Tile> tiles(Matrix c) {
        Map<Place, List<ProvenChunk>> places = new LinkedHashMap<>();
        for (ProvenChunk chunk : proven.chunks()) {
            Place place = new Place(chunk.firstRow(), chunk.rows(), chunk.firstCol(), chunk.cols());
            places.computeIfAbsent(place, p -> new ArrayList<>()).add(chunk);
        }
        MatmulCheck check = operands == null
                ? null
                : MatmulCheck.create(operands, proven.job().options().verification(), seed);
        List<Tile> tiles = new ArrayList<>();
        places.forEach((place, parts) -> tiles.add(tile(c, check, place, parts, tiles.size())));
        return tiles;
    }

    private Tile tile(Matrix c, @Nullable MatmulCheck check, Place place, List<ProvenChunk> parts, int index) {
        double recorded = parts.getFirst().evidence().worstResidual();
        Double residual = parts.size() == 1 ? (Double) recorded : null;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values =
                    TileValues.of(c, place.firstRow(), place.rows(), place.firstCol(), place.cols(), arena);
            if (check != null) {
                double now = check.residual(
                        TileValues.chunk(
                                proven.job().id(),
                                index,
                                place.firstRow(),
                                place.rows(),
                                place.firstCol(),
                                place.cols(),
                                proven.job().size().colsA()),
                        values);
                if (parts.size() == 1 && !(Math.abs(now - recorded) <= EXACTNESS)) {
                    throw new BadInput("The tile at row " + place.firstRow() + ", column " + place.firstCol()
                            + " of the result of job " + proven.job().id()
                            + " does not fit what was recorded when it was verified: the result or an input was changed"
                            + " since. Run the job again.");
                }
                residual = now;
            }
            return new Tile(
                    place.firstRow(),
                    place.rows(),
                    place.firstCol(),
                    place.cols(),
                    Sha256.of(values),
                    residual,
                    parts.stream().map(Certifier::part).toList());
        }
    }

    private static Part part(ProvenChunk chunk) {
        var evidence = chunk.evidence();
        return new Part(
                chunk.part(),
                chunk.worker().value(),
                chunk.workerName(),
                textOrNull(chunk.sentAt()),
                textOrNull(chunk.returnedAt()),
                textOrNull(chunk.checkedAt()),
                text(chunk.verifiedAt()),
                chunk.computeMs(),
                Double.isNaN(evidence.worstResidual()) ? null : (Double) evidence.worstResidual(),
                evidence.rowsRecomputed(),
                evidence.maxError(),
                evidence.bound(),
                evidence.missProbability());
    }

    private static String text(Instant time) {
        return time.toString();
    }

    private static @Nullable String textOrNull(@Nullable Instant time) {
        return time == null ? null : text(time);
    }
}
