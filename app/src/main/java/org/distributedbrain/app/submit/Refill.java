package org.distributedbrain.app.submit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.distributedbrain.job.JobSource;
import org.distributedbrain.job.MatmulSource;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.publish.JobView;

/** How a job that was is brought back to the form. Pure. */
sealed interface Refill {

    /** Two files that people know by their paths. */
    record TwoFiles(Path a, Path b) implements Refill {}

    record Random(String rowsA, String colsA, String colsB, String seed) implements Refill {}

    /** What a kernel without operands was told. */
    record Tiles(TileKernel kernel, Map<String, String> given) implements Refill {}

    /** What the form has no fields for: the same once more. {@code files} must still be there. */
    record Same(JobSource source, String label, List<Path> files) implements Refill {}

    /** Of a job of an earlier version nothing is known but its sizes. */
    record Nothing() implements Refill {}

    static Refill of(JobView job) {
        return switch (job.source()) {
            case null -> new Nothing();
            case MatmulSource.Synthetic(var size, long seed) ->
                new Random("" + size.rowsA(), "" + size.colsA(), "" + size.colsB(), "" + seed);
            case MatmulSource.Files files
            when isPlain(files.a()) && isPlain(files.b()) ->
                new TwoFiles(files.a().path(), files.b().path());
            case MatmulSource.Files(var a, var b) ->
                new Same(new MatmulSource.Files(unstamped(a), unstamped(b)), job.label(), List.of(a.path(), b.path()));
            case TileSource tiles -> tiles(tiles, job.label());
        };
    }

    private static Refill tiles(TileSource source, String label) {
        return Kernels.find(source.kernel())
                .flatMap(kernel -> kernel.given(source).<Refill>map(given -> new Tiles(kernel, given)))
                .orElse(new Same(source, label, List.of()));
    }

    private static boolean isPlain(MatmulSource.FileOperand file) {
        return file.name() == null && (file.ref() == null || !file.ref().resident());
    }

    private static MatmulSource.FileOperand unstamped(MatmulSource.FileOperand file) {
        return new MatmulSource.FileOperand(file.path(), file.name(), file.ref());
    }
}
