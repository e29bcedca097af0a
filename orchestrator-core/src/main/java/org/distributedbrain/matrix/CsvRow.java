package org.distributedbrain.matrix;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The line that the CSV reader is at, its fields already numbers. One instance is used for all lines, so that reading makes no garbage per
 * line. It remembers the first field that is no number instead of judging it: in a first line that makes a header.
 */
final class CsvRow extends CsvCallbackHandler<CsvRow> {
    private float[] values = new float[256];
    private long line;
    private int fields;
    private int wrongField;
    private @Nullable String wrongText;
    private String firstText = "";
    private long overflowed;

    /** Where the line begins in the file, counted from 1. */
    long line() {
        return line;
    }

    int fields() {
        return fields;
    }

    /** As many values as the line has fields, {@link MatrixLimits#MAX_DIMENSION} at most. */
    float[] values() {
        return values;
    }

    /** The text of the first field that is no number, or null when all are. */
    @Nullable String wrongText() {
        return wrongText;
    }

    /** Which field that is, counted from 1. */
    int wrongField() {
        return wrongField;
    }

    /** The text of the first field. */
    String firstText() {
        return firstText;
    }

    boolean isBlank() {
        return fields == 0 || (fields == 1 && firstText.isEmpty());
    }

    /** How many finite numbers of all lines so far were beyond float32's range. */
    long overflowed() {
        return overflowed;
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
        line = startingLineNumber;
        fields = 0;
        wrongField = 0;
        wrongText = null;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
        String text = new String(buffer, offset, length).strip();
        if (fields == 0) {
            firstText = text;
        }
        fields++;
        if (fields > MatrixLimits.MAX_DIMENSION) {
            return;
        }
        if (fields > values.length) {
            values = Arrays.copyOf(values, Math.min(2 * values.length, MatrixLimits.MAX_DIMENSION));
        }
        if (DecimalText.isNumber(text)) {
            float value = DecimalText.value(text);
            values[fields - 1] = value;
            if (Float.isInfinite(value) && Character.isDigit(text.charAt(text.length() - 1))) {
                overflowed++;
            }
        } else if (wrongText == null) {
            wrongText = text;
            wrongField = fields;
        }
    }

    @Override
    protected RecordType getRecordType() {
        return RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
        return fields;
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
        throw new IllegalStateException("comments are not enabled");
    }

    @Override
    protected void setEmpty() {
        firstText = "";
    }

    @Override
    protected CsvRow buildRecord() {
        return this;
    }
}
