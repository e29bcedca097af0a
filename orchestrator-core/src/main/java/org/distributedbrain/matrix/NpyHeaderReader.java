package org.distributedbrain.matrix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedbrain.job.BadInput;

/** Reads and judges the head of a {@code .npy} file; every fault is a sentence that names the value and the remedy. */
final class NpyHeaderReader {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final String SAVE_AGAIN = "save it again with numpy.save";

    private final Path file;

    NpyHeaderReader(Path file) {
        this.file = file;
    }

    /** @throws BadInput when this is no {@code .npy} file of a matrix of numbers, or it is cut short */
    NpyHeader read(FileChannel channel) throws IOException {
        long size = channel.size();
        byte[] prefix = bytes(channel, 0, (int) Math.min(size, 12));
        if (prefix.length < 10 || !Arrays.equals(prefix, 0, 6, MAGIC, 0, 6)) {
            throw new BadInput("%s is not a .npy file: it begins with the bytes %s instead of 93 4e 55 4d 50 59; %s."
                    .formatted(
                            file,
                            HexFormat.ofDelimiter(" ").formatHex(prefix, 0, Math.min(6, prefix.length)),
                            SAVE_AGAIN));
        }
        int version = prefix[6];
        if (version < 1 || version > 3 || prefix[7] != 0) {
            throw new BadInput("%s has .npy version %d.%d; versions 1.0, 2.0 and 3.0 are known: %s."
                    .formatted(file, prefix[6] & 0xff, prefix[7] & 0xff, SAVE_AGAIN));
        }
        int start = version == 1 ? 10 : 12;
        if (prefix.length < start) {
            throw truncated(start, size);
        }
        ByteBuffer numbers = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? numbers.getShort(8) & 0xffff : numbers.getInt(8) & 0xffffffffL;
        if (length > MatrixLimits.MAX_HEADER_BYTES) {
            throw new BadInput("%s has a header of %d bytes; at most %d are read: %s."
                    .formatted(file, length, MatrixLimits.MAX_HEADER_BYTES, SAVE_AGAIN));
        }
        if (size < start + length) {
            throw truncated(start + length, size);
        }
        String text = new String(
                bytes(channel, start, (int) length),
                version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        NpyHeader header = header(text, start + length);
        if (size < header.dataOffset() + header.dataBytes()) {
            throw truncated(header.dataOffset() + header.dataBytes(), size);
        }
        return header;
    }

    private NpyHeader header(String text, long dataOffset) {
        Map<String, PythonLiteral> entries;
        try {
            entries = PythonLiteral.parse(text) instanceof PythonLiteral.Dict dict ? dict.entries() : Map.of();
        } catch (PythonLiteral.Malformed e) {
            throw new BadInput(
                    "%s has a header that cannot be understood (%s); %s.".formatted(file, e.getMessage(), SAVE_AGAIN),
                    e);
        }
        if (!entries.keySet().equals(Set.of("descr", "fortran_order", "shape"))
                || !(entries.get("fortran_order") instanceof PythonLiteral.Flag fortran)
                || !(entries.get("shape") instanceof PythonLiteral.Sequence shape)
                || !shape.tuple()) {
            throw new BadInput("%s has a header without exactly 'descr', 'fortran_order' and 'shape'; %s."
                    .formatted(file, SAVE_AGAIN));
        }
        String dtype = NpyDtype.code(file, entries.get("descr"));
        ElementType type = NpyDtype.type(file, dtype);
        long[] sizes = matrixShape(shape);
        MatrixLimits.check(file, sizes[0], sizes[1]);
        return new NpyHeader(type, dtype.startsWith(">"), fortran.value(), (int) sizes[0], (int) sizes[1], dataOffset);
    }

    private long[] matrixShape(PythonLiteral.Sequence shape) {
        long[] sizes = new long[shape.items().size()];
        for (int i = 0; i < sizes.length; i++) {
            if (!(shape.items().get(i) instanceof PythonLiteral.Whole whole) || whole.value() < 0) {
                throw new BadInput(
                        "%s has a header whose shape is not made of whole numbers; %s.".formatted(file, SAVE_AGAIN));
            }
            sizes[i] = whole.value();
        }
        String text =
                Arrays.stream(sizes).limit(8).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", ")"));
        return switch (sizes.length) {
            case 0 -> throw new BadInput(file + " holds a single number, not a matrix; reshape it to (1, 1).");
            case 1 ->
                throw new BadInput(
                        "%s has one dimension of %d values; a matrix has two: reshape it to (%d, 1) or (1, %d)."
                                .formatted(file, sizes[0], sizes[0], sizes[0]));
            case 2 -> sizes;
            default ->
                throw new BadInput("%s has %d dimensions, %s; a matrix has two: save one matrix of it, or reshape it."
                        .formatted(file, sizes.length, text));
        };
    }

    private BadInput truncated(long expected, long found) {
        return new BadInput("%s is cut short: %d bytes expected and %d found; copy or save it again."
                .formatted(file, expected, found));
    }

    private static byte[] bytes(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
