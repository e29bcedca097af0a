package org.distributedbrain.matrix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens CSV files: their values stream, line by line, into a scratch file. */
final class CsvFile {
    /** Bytes of values collected between two writes. */
    private static final int BATCH_BYTES = 4 * MatrixLimits.MAX_DIMENSION;

    private CsvFile() {}

    /** Reads the whole file to count and judge it, and keeps nothing. */
    static MatrixInfo describe(Path file) {
        CsvScan scan = new CsvScan(file);
        scan.run((values, cols) -> {});
        return new MatrixInfo(scan.rows(), scan.cols(), "text", false);
    }

    /** Reads the file twice: its rows must be counted before they can be placed. */
    static MatrixPreview preview(Path file, int longestSide, int corner) {
        MatrixInfo shape = describe(file);
        Survey survey = new Survey(shape.rows(), shape.cols(), longestSide);
        List<List<Float>> first = new ArrayList<>();
        AtomicInteger row = new AtomicInteger();
        new CsvScan(file).run((values, cols) -> {
            if (row.get() < shape.rows() && cols == shape.cols()) { // unless the file has changed since
                Survey.Values all = i -> values[(int) i];
                survey.addRow(row.get(), all, 0);
                if (row.getAndIncrement() < corner) {
                    first.add(MatrixPreview.first(corner, cols, all));
                }
            }
        });
        return new MatrixPreview(survey.overview(), first);
    }

    static Matrix read(Path file, Path scratchFolder) {
        try (Arena arena = Arena.ofConfined();
                ScratchFile scratch = ScratchFile.create(scratchFolder, 0)) {
            Batch batch = new Batch(arena.allocate(BATCH_BYTES, 64), scratch);
            CsvScan scan = new CsvScan(file);
            scan.run(batch);
            batch.flush();
            List<String> notes = new ArrayList<>();
            if (scan.header() != null) {
                notes.add("%s: the first line, which begins with %s, was taken as column names."
                        .formatted(file.getFileName(), Excerpt.of(scan.header())));
            }
            if (scan.overflowed() > 0) {
                notes.add("%s: %s beyond ±3.4e38 became infinite."
                        .formatted(file.getFileName(), Narrowing.counted(scan.overflowed())));
            }
            return scratch.toMatrix(scan.rows(), scan.cols(), notes);
        }
    }

    /** Collects rows and writes them many at a time. */
    private static final class Batch implements CsvScan.RowSink {
        private final MemorySegment buffer;
        private final ScratchFile scratch;
        private long filled;
        private long written;

        Batch(MemorySegment buffer, ScratchFile scratch) {
            this.buffer = buffer;
            this.scratch = scratch;
        }

        @Override
        public void row(float[] values, int cols) {
            if (filled + 4L * cols > buffer.byteSize()) {
                flush();
            }
            MemorySegment.copy(values, 0, buffer, Float32.LAYOUT, filled, cols);
            filled += 4L * cols;
        }

        void flush() {
            scratch.write(written, buffer.asSlice(0, filled));
            written += filled;
            filled = 0;
        }
    }
}
