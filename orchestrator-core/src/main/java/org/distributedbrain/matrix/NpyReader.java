package org.distributedbrain.matrix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens {@code .npy} files. Little-endian float32 in C order is mapped where it lies; everything else is converted, a few MiB at a time,
 * into a scratch file.
 */
final class NpyReader {
    /** Values converted between two writes. */
    private static final int BATCH = 1 << 20;
    /** Side of the squares in which columns are turned into rows, so that both sides stay in the cache. */
    private static final int TILE = 32;

    private NpyReader() {}

    static MatrixInfo describe(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new NpyHeaderReader(file).read(channel).info();
        } catch (IOException e) {
            throw InputFile.unreadable(file, e);
        }
    }

    static Matrix read(Path file, Path scratchFolder) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            NpyHeader header = new NpyHeaderReader(file).read(channel);
            List<String> notes = new ArrayList<>();
            long extra = channel.size() - header.dataOffset() - header.dataBytes();
            if (extra > 0) {
                notes.add("%s: the %s after the matrix were ignored, as NumPy does."
                        .formatted(file.getFileName(), Bytes.text(extra)));
            }
            if (header.isNative()) {
                Mapping mapping = Mapping.of(channel, header.dataOffset(), header.dataBytes());
                return new Matrix(header.rows(), header.cols(), mapping, notes);
            }
            try (Mapping mapping = Mapping.of(channel, header.dataOffset(), header.dataBytes());
                    ScratchFile scratch = ScratchFile.create(scratchFolder, 4 * header.values())) {
                Decoder decoder = new Decoder(mapping.values(), header.type(), header.bigEndian());
                if (header.fortranOrder()) {
                    convertColumns(header, decoder, scratch);
                } else {
                    convertRows(header, decoder, scratch);
                }
                if (header.type().narrows()) {
                    notes.add(decoder.narrowing()
                            .note(file.getFileName(), header.type().label()));
                }
                return scratch.toMatrix(header.rows(), header.cols(), notes);
            }
        } catch (IOException e) {
            throw InputFile.unreadable(file, e);
        }
    }

    static MatrixPreview preview(Path file, int longestSide, int corner) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            NpyHeader header = new NpyHeaderReader(file).read(channel);
            try (Mapping mapping = Mapping.of(channel, header.dataOffset(), header.dataBytes())) {
                Decoder decoder = new Decoder(mapping.values(), header.type(), header.bigEndian());
                int rows = header.rows();
                int cols = header.cols();
                boolean turned = header.fortranOrder();
                Survey survey = new Survey(turned ? cols : rows, turned ? rows : cols, longestSide);
                survey.addAll(decoder::at);
                List<List<Float>> first = new ArrayList<>();
                for (int row = 0; row < Math.min(corner, rows); row++) {
                    long at = row;
                    first.add(MatrixPreview.first(
                            corner, cols, col -> decoder.at(turned ? col * rows + at : at * cols + col)));
                }
                MatrixOverview seen = survey.overview();
                return new MatrixPreview(turned ? seen.transposed() : seen, first);
            }
        } catch (IOException e) {
            throw InputFile.unreadable(file, e);
        }
    }

    private static void convertRows(NpyHeader header, Decoder decoder, ScratchFile scratch) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment batch = arena.allocate(4L * Math.min(BATCH, header.values()), 64);
            for (long first = 0; first < header.values(); first += BATCH) {
                int count = (int) Math.min(BATCH, header.values() - first);
                for (int i = 0; i < count; i++) {
                    batch.set(Float32.LAYOUT, 4L * i, decoder.at(first + i));
                }
                scratch.write(4 * first, batch.asSlice(0, 4L * count));
            }
        }
    }

    private static void convertColumns(NpyHeader header, Decoder decoder, ScratchFile scratch) {
        int rows = header.rows();
        int cols = header.cols();
        int band = Math.clamp(4L * BATCH / cols, 1, rows);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment batch = arena.allocate(4L * band * cols, 64);
            for (int first = 0; first < rows; first += band) {
                int count = Math.min(band, rows - first);
                for (int row = 0; row < count; row += TILE) {
                    int rowEnd = Math.min(count, row + TILE);
                    for (int col = 0; col < cols; col += TILE) {
                        turn(header, decoder, batch, first, row, rowEnd, col, Math.min(cols, col + TILE));
                    }
                }
                scratch.write(4L * first * cols, batch.asSlice(0, 4L * count * cols));
            }
        }
    }

    private static void turn(
            NpyHeader header,
            Decoder decoder,
            MemorySegment batch,
            int first,
            int row,
            int rowEnd,
            int col,
            int colEnd) {
        for (int j = col; j < colEnd; j++) {
            for (int i = row; i < rowEnd; i++) {
                float value = decoder.at((long) j * header.rows() + first + i);
                batch.set(Float32.LAYOUT, 4 * ((long) i * header.cols() + j), value);
            }
        }
    }
}
