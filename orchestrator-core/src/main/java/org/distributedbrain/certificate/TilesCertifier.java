package org.distributedbrain.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.distributedbrain.certificate.Certificate.Result;
import org.distributedbrain.certificate.TilesCertificate.Tile;
import org.distributedbrain.certificate.TilesCertificate.Worker;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.matrix.CountsFile;
import org.distributedbrain.publish.JobView;
import org.distributedbrain.publish.ProvenJob;
import org.distributedbrain.publish.ProvenJob.Contribution;
import org.distributedbrain.publish.ProvenJob.ProvenChunk;

/** Makes the certificate of one job without operands from what was kept of it and from its result. Computes nothing again: who checks it does. */
public final class TilesCertifier {
    private final ProvenJob proven;
    private final TileSource source;

    public TilesCertifier(ProvenJob proven, TileSource source) {
        this.proven = proven;
        this.source = source;
    }

    /** @param result the job's result file */
    public Certificate certify(Path result) throws IOException {
        JobView job = proven.job();
        try (CountsFile counts = CountsFile.open(result)) {
            return new TilesCertificate(
                    Certificate.VERSION,
                    job.id().value(),
                    job.label(),
                    source.kernel(),
                    source.rows(),
                    source.cols(),
                    source.parameters(),
                    job.submittedAt(),
                    proven.startedAt(),
                    Objects.requireNonNull(job.finishedAt(), "the end of a job that is done"),
                    job.options().verification().word(),
                    new Result(
                            Sha256.of(result),
                            Files.size(result),
                            CountsHash.of(counts, new Place(0, source.rows(), 0, source.cols()))),
                    tiles(counts));
        }
    }

    private List<Tile> tiles(CountsFile counts) throws IOException {
        List<Tile> tiles = new ArrayList<>();
        for (ProvenChunk chunk : proven.chunks()) {
            List<Worker> workers = new ArrayList<>();
            workers.add(worker(chunk.by()));
            chunk.others().forEach(other -> workers.add(worker(other)));
            tiles.add(new Tile(
                    Tiling.place(chunk),
                    CountsHash.of(counts, Tiling.place(chunk)),
                    chunk.agreed(),
                    chunk.verifiedAt(),
                    workers));
        }
        return tiles;
    }

    private static Worker worker(Contribution by) {
        return new Worker(by.worker().value(), by.name(), by.sentAt(), by.returnedAt(), by.checkedAt(), by.computeMs());
    }
}
