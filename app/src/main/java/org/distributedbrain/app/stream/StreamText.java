package org.distributedbrain.app.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.distributedbrain.app.charts.TimeTicks;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.publish.Micros;
import org.distributedbrain.publish.Span;
import org.distributedbrain.publish.SpanKind;
import org.jspecify.annotations.Nullable;

/** What the task stream says in words. */
final class StreamText {
    private static final ZoneId ZONE = ZoneId.systemDefault();

    private StreamText() {}

    static String kind(SpanKind kind) {
        return Texts.of("stream.kind." + kind.name().toLowerCase(Locale.ROOT));
    }

    static String outcome(Attempt.@Nullable Outcome outcome) {
        return Texts.of("stream.outcome."
                + (outcome == null ? "running" : outcome.name().toLowerCase(Locale.ROOT)));
    }

    static String source(StreamSource source) {
        if (source.began() == null) {
            return Texts.of("stream.live");
        }
        String began = Figures.clock(source.began(), ZONE);
        return source.goesOn()
                ? Texts.of("stream.job.running", source.label(), began)
                : Texts.of("stream.job.ended", source.label(), began);
    }

    static String speed(double speed) {
        return "× " + (speed < 1 ? Double.toString(speed) : Figures.whole(speed));
    }

    /** What is under the mouse, or pointed at by the keys. */
    static String span(Picked picked) {
        Span span = picked.span();
        double millis = Duration.between(span.from(), span.to()).toNanos() / 1e6;
        String when = Texts.of(
                "stream.when",
                TimeTicks.exact(picked.from(), ZONE),
                TimeTicks.exact(picked.to(), ZONE),
                Figures.duration(millis));
        if (span.chunk() != null) {
            return Texts.of(
                    "stream.span.chunk",
                    picked.name(),
                    kind(span.kind()),
                    chunk(span.chunk().index()),
                    when);
        }
        if (span.ended() > 0) {
            return Texts.of(
                    "stream.span.several",
                    picked.name(),
                    Figures.whole(100 * span.share(SpanKind.COMPUTING)),
                    Figures.count(span.ended(), "attempt"),
                    when);
        }
        return Texts.of("stream.span.none", picked.name(), kind(span.kind()), when);
    }

    /** Chunks are counted from zero everywhere. */
    static String chunk(int index) {
        return Texts.of("stream.chunk", Figures.whole(index));
    }

    /** To the millisecond. */
    static String clock(Instant at) {
        return TimeTicks.exact(Micros.of(at.truncatedTo(ChronoUnit.MILLIS)), ZONE);
    }

    /** What happens at a moment of a replay. */
    static String moment(double cursor, double first, Lanes lanes) {
        int computing = 0;
        int moving = 0;
        for (LaneTrack lane : lanes.all()) {
            Span now = lane.at(cursor);
            computing += now != null && now.kind() == SpanKind.COMPUTING ? 1 : 0;
            moving += now != null && (now.kind() == SpanKind.SENDING || now.kind() == SpanKind.RETURNING) ? 1 : 0;
        }
        return Texts.of(
                "stream.moment",
                TimeTicks.exact(cursor, ZONE),
                Figures.duration((cursor - first) / 1e3),
                Figures.whole(computing),
                Figures.whole(moving));
    }
}
