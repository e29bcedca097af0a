package org.distributedbrain.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows in aligned columns: text to the left, the named columns (numbers) to the right. */
final class Table {
    private final List<String> header;
    private final Set<String> rightAligned;
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> header, Set<String> rightAligned) {
        this.header = List.copyOf(header);
        this.rightAligned = Set.copyOf(rightAligned);
    }

    void row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + header.size() + " columns");
        }
        var row = new ArrayList<String>();
        for (var cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
    }

    void print(Terminal terminal) {
        terminal.out().println(terminal.bold(line(header)));
        for (var row : rows) {
            terminal.out().println(line(row));
        }
    }

    private String line(List<String> cells) {
        var line = new StringBuilder();
        for (var i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            var padding = " ".repeat(width(i) - length(cell));
            line.append(i == 0 ? "" : "  ")
                    .append(rightAligned.contains(header.get(i)) ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        var widest = length(header.get(column));
        for (var row : rows) {
            widest = Math.max(widest, length(row.get(column)));
        }
        return widest;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
