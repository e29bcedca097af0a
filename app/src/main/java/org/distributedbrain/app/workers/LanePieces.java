package org.distributedbrain.app.workers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.distributedbrain.app.charts.Texture;
import org.distributedbrain.job.Attempt;
import org.jspecify.annotations.Nullable;

/** What a worker did with its last tasks, as the coloured pieces of a lane. Pure. */
final class LanePieces {

    /** In the colours and textures of the task stream; what comes later hides what comes before. */
    enum Kind {
        SENDING(Texture.RISING),
        VERIFYING(Texture.DOTTED),
        RETURNING(Texture.FALLING),
        FAULT(Texture.CROSSED),
        COMPUTING(Texture.SOLID);

        private final Texture texture;

        Kind(Texture texture) {
            this.texture = texture;
        }

        Texture texture() {
            return texture;
        }
    }

    record Piece(Kind kind, Instant from, Instant to) {}

    private LanePieces() {}

    /** Those of all attempts, in the order in which they are to be painted. */
    static List<Piece> of(List<Attempt> attempts) {
        List<Piece> pieces = new ArrayList<>();
        for (Attempt attempt : attempts) {
            boolean broke = switch (attempt.outcome()) {
                case VERIFIED, SUPERSEDED, CANCELLED -> false;
                case WRONG, FAILED, OVERDUE, LOST, DISTRUSTED -> true;
            };
            Instant[] moments = {
                attempt.sentAt(), attempt.startedAt(), attempt.computedAt(), attempt.returnedAt(), attempt.endedAt()
            };
            Kind[] kinds = {Kind.SENDING, Kind.COMPUTING, Kind.RETURNING, Kind.VERIFYING};
            add(pieces, moments, kinds, broke);
        }
        pieces.sort(Comparator.comparing(Piece::kind));
        return pieces;
    }

    /** From each moment that is known to the next one; what leads to the end of one that broke is the fault. */
    private static void add(List<Piece> pieces, @Nullable Instant[] moments, Kind[] kinds, boolean broke) {
        int at = 0;
        Instant from = moments[0];
        for (int next = 1; next < moments.length; next++) {
            Instant to = moments[next];
            if (to != null && from != null) {
                boolean last = next == moments.length - 1;
                if (to.isAfter(from)) {
                    pieces.add(new Piece(last && broke ? Kind.FAULT : kinds[at], from, to));
                }
                from = to;
                at = Math.min(next, kinds.length - 1);
            }
        }
    }
}
