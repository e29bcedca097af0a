package org.distributedbrain.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the pieces of one lane in the order of time. Between two moments at which anything changes the same things are true; each such
 * stretch goes to {@link Coarsening}, which joins those too short to be seen.
 */
final class LaneSweep {
    private static final SpanKind[] WORK = Arrays.copyOf(SpanKind.values(), SpanKind.QUEUED.ordinal());
    private static final int QUEUED = SpanKind.QUEUED.ordinal();
    private static final int IDLE = SpanKind.IDLE.ordinal();
    private static final int ABSENT = IDLE + 1;

    /** At {@code at} it begins, or ends, to be true of the piece that it is of this kind; IDLE stands for merged attempts, and one more for a worker that is not there. */
    private record Edge(long at, int step, int slot, Piece piece) {}

    private final List<Piece> pieces;
    private final List<Piece> byEnd;
    private final List<Edge> edges = new ArrayList<>();
    private final int[] count = new int[ABSENT + 1];
    private final List<List<Piece>> working =
            Stream.of(WORK).map(_ -> (List<Piece>) new ArrayList<Piece>(2)).toList();
    private final List<Piece> merged = new ArrayList<>();

    private LaneSweep(List<Piece> pieces) {
        this.pieces = pieces;
        this.byEnd = pieces.stream().sorted(Comparator.comparingLong(Piece::to)).toList();
    }

    /**
     * The lane between {@code from} and {@code to}. It begins with the first task and ends with the last, or at {@code until} when the
     * worker was there for longer; it is empty from the moment the worker was lost until it got a task again.
     *
     * @param pieces in the order in which they begin
     */
    static List<Span> spans(List<Piece> pieces, long until, long from, long to, long resolution) {
        Coarsening out = new Coarsening(resolution);
        if (!pieces.isEmpty()) {
            new LaneSweep(pieces).sweep(until, from, to, out);
        }
        return out.spans();
    }

    private void sweep(long until, long from, long to, Coarsening out) {
        long first = pieces.getFirst().from();
        long last = Math.max(byEnd.getLast().to(), until);
        addEdges(first, last);
        long[] moments = LongStream.concat(
                        LongStream.of(first, last, from, to),
                        LongStream.concat(
                                edges.stream().mapToLong(Edge::at),
                                byEnd.stream().mapToLong(Piece::to)))
                .filter(at -> at >= first && at <= last && at <= to)
                .sorted()
                .distinct()
                .toArray();
        int edge = 0;
        int ended = 0;
        for (int i = 0; i + 1 < moments.length; i++) {
            for (; edge < edges.size() && edges.get(edge).at <= moments[i]; edge++) {
                take(edges.get(edge));
            }
            Stretch stretch = stretch(moments[i], moments[i + 1]);
            for (; ended < byEnd.size() && byEnd.get(ended).to() <= moments[i + 1]; ended++) {
                stretch = stretch.andEnds(
                        byEnd.get(ended).attempts(), byEnd.get(ended).faults());
            }
            boolean there = count[ABSENT] == 0 || stretch.shown() != null;
            if (there && moments[i] >= from) {
                out.add(stretch);
            } else if (moments[i] >= from) {
                out.ended(stretch);
            }
        }
    }

    private void addEdges(long first, long last) {
        long[] begins = pieces.stream().mapToLong(Piece::from).toArray();
        for (Piece piece : pieces) {
            add(QUEUED, Math.max(piece.ready(), first), piece.from(), piece);
            if (piece.merged() != null) {
                add(IDLE, piece.from(), piece.to(), piece);
            }
            piece.phases().forEach(phase -> add(phase.kind().ordinal(), phase.from(), phase.to(), piece));
            if (piece.lost()) {
                int next = Arrays.binarySearch(begins, piece.to());
                int at = next < 0 ? -next - 1 : next;
                add(ABSENT, piece.to(), at == begins.length ? last : begins[at], piece);
            }
        }
        edges.sort(Comparator.comparingLong(Edge::at));
    }

    private void add(int slot, long begin, long end, Piece piece) {
        if (end > begin) {
            edges.add(new Edge(begin, 1, slot, piece));
            edges.add(new Edge(end, -1, slot, piece));
        }
    }

    private void take(Edge edge) {
        count[edge.slot] += edge.step;
        List<Piece> affected = edge.slot < QUEUED ? working.get(edge.slot) : edge.slot == IDLE ? merged : null;
        if (affected != null && edge.step > 0) {
            affected.add(edge.piece);
        } else if (affected != null) {
            affected.removeIf(piece -> piece == edge.piece);
        }
    }

    private Stretch stretch(long at, long next) {
        long length = next - at;
        long[] busy = new long[IDLE + 1];
        @Nullable Piece shown = null;
        for (SpanKind kind : WORK) {
            List<Piece> current = working.get(kind.ordinal());
            if (!current.isEmpty()) {
                busy[kind.ordinal()] = length;
                shown = shown == null ? current.getFirst() : shown;
            }
        }
        for (Piece piece : merged) {
            for (SpanKind kind : WORK) {
                long part = piece.mergedUntil(kind, next) - piece.mergedUntil(kind, at);
                busy[kind.ordinal()] = Math.min(length, busy[kind.ordinal()] + part);
            }
        }
        // What the lane shows: each kind hides those after it, and what is left is spent waiting.
        long[] line = new long[IDLE + 1];
        long left = length;
        for (SpanKind kind : WORK) {
            line[kind.ordinal()] = Math.min(left, busy[kind.ordinal()]);
            left -= line[kind.ordinal()];
        }
        int waiting = count[QUEUED] > 0 ? QUEUED : IDLE;
        busy[waiting] = left;
        line[waiting] = left;
        return new Stretch(at, next, busy, line, shown, 0, 0);
    }
}
