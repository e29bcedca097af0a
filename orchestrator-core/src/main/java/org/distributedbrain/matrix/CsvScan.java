package org.distributedbrain.matrix;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.distributedbrain.job.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a CSV file from its first line to its last, which judges every line and hands on its values. Separated by tabs if the
 * first line has one, else by semicolons if it has one, else by commas; that first line is a header if any field of it is no number.
 */
final class CsvScan {
    /** The longest field; a number has some twenty characters. */
    private static final int MAX_FIELD = 1 << 16;
    /** How much of the first line is searched for its separator. */
    private static final int MAX_SNIFFED = 1 << 20;

    private final Path file;
    private int rows;
    private int cols;
    private @Nullable String header;
    private long overflowed;

    CsvScan(Path file) {
        this.file = file;
    }

    /** Takes the values of a row, valid during the call. */
    @FunctionalInterface
    interface RowSink {
        void row(float[] values, int cols);
    }

    int rows() {
        return rows;
    }

    int cols() {
        return cols;
    }

    /** The first name of the header line, or null when there was none. */
    @Nullable String header() {
        return header;
    }

    long overflowed() {
        return overflowed;
    }

    void run(RowSink sink) {
        CsvRow handler = new CsvRow();
        try (CsvReader<CsvRow> lines = CsvReader.builder()
                .fieldSeparator(separator())
                .detectBomHeader(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(MAX_FIELD)
                .build(handler, file, StandardCharsets.UTF_8)) {
            for (CsvRow row : lines) {
                if (!row.isBlank()) {
                    take(row, sink);
                }
            }
        } catch (IOException e) {
            throw InputFile.unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw InputFile.unreadable(file, new IOException(e.getCause()));
        } catch (CsvParseException e) {
            throw new BadInput(
                    "%s is not a CSV file of numbers near line %d: a field is longer than %d characters or its quotes do not match; save it as .npy or CSV."
                            .formatted(file, handler.line(), MAX_FIELD),
                    e);
        }
        if (rows == 0) {
            throw new BadInput(file + " has no line of numbers; a matrix needs at least one.");
        }
        overflowed = handler.overflowed();
    }

    private void take(CsvRow row, RowSink sink) {
        String wrong = row.wrongText();
        if (cols == 0) {
            cols = row.fields();
            MatrixLimits.check(file, 1, cols);
            if (wrong != null) {
                header = row.firstText();
                return;
            }
        }
        if (row.fields() != cols) {
            throw new BadInput("%s, line %d, has %d %s where the first line has %d; give every line the same number."
                    .formatted(file, row.line(), row.fields(), row.fields() == 1 ? "field" : "fields", cols));
        }
        if (wrong != null) {
            throw notANumber(row, wrong);
        }
        rows++;
        MatrixLimits.check(file, rows, cols);
        sink.row(row.values(), cols);
    }

    private BadInput notANumber(CsvRow row, String wrong) {
        String place = "%s, line %d, column %d".formatted(file, row.line(), row.wrongField());
        if (wrong.isEmpty()) {
            return new BadInput(place + ", is empty; write a number there, or nan.");
        }
        String remedy = wrong.contains(",")
                ? "write decimals with a point."
                : "write a number, or nan; fields are separated by comma, semicolon or tab.";
        return new BadInput("%s, is %s, which is not a number; %s".formatted(place, Excerpt.of(wrong), remedy));
    }

    private char separator() throws IOException {
        boolean semicolon = false;
        boolean quoted = false;
        boolean blank = true;
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (int i = 0; i < MAX_SNIFFED; i++) {
                int c = text.read();
                if (c < 0 || (!quoted && !blank && (c == '\n' || c == '\r'))) {
                    break;
                }
                quoted ^= c == '"';
                blank &= Character.isWhitespace(c);
                if (!quoted && c == '\t') {
                    return '\t';
                }
                semicolon |= !quoted && c == ';';
            }
        }
        return semicolon ? ';' : ',';
    }
}
