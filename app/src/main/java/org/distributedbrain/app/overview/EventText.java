package org.distributedbrain.app.overview;

import java.time.ZoneId;
import java.util.Locale;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.JobMetrics;
import org.distributedbrain.job.JobState;
import org.distributedbrain.publish.FaultView;
import org.distributedbrain.publish.JobView;
import org.kordamp.ikonli.feather.Feather;

/** An event in words, with its sign. */
final class EventText {
    private EventText() {}

    static String words(Event event) {
        return switch (event) {
            case Event.OfWorker worker ->
                worker.came()
                        ? Texts.of("overview.event.came", worker.name())
                        : Texts.of("overview.event.gone", worker.name());
            case Event.OfJob of -> job(of.job());
            case Event.OfFault of -> fault(of.fault());
        };
    }

    private static String job(JobView job) {
        JobMetrics metrics = job.metrics();
        if (job.state() == JobState.DONE && metrics != null) {
            return Texts.of("overview.event.done", job.label(), Figures.duration(metrics.totalMs()));
        }
        return Texts.of("overview.event.job." + job.state().name().toLowerCase(Locale.ROOT), job.label());
    }

    private static String fault(FaultView fault) {
        String kind = fault.kind().words();
        return Texts.of(
                "overview.event.fault",
                Character.toUpperCase(kind.charAt(0)) + kind.substring(1),
                fault.workerName(),
                fault.action());
    }

    static Feather icon(Event event) {
        return switch (event) {
            case Event.OfWorker worker -> worker.came() ? Feather.LOG_IN : Feather.LOG_OUT;
            case Event.OfJob of ->
                switch (of.job().state()) {
                    case QUEUED, RUNNING, SEALING -> Feather.PLUS_CIRCLE;
                    case DONE -> Feather.CHECK_CIRCLE;
                    case FAILED -> Feather.X_CIRCLE;
                    case CANCELLED -> Feather.SLASH;
                };
            case Event.OfFault fault -> Feather.ALERT_TRIANGLE;
        };
    }

    static String styleClass(Event event) {
        return switch (event) {
            case Event.OfWorker worker -> worker.came() ? "event-came" : "event-gone";
            case Event.OfJob of ->
                switch (of.job().state()) {
                    case QUEUED, RUNNING, SEALING -> "event-job";
                    case DONE -> "event-done";
                    case FAILED -> "event-failed";
                    case CANCELLED -> "event-gone";
                };
            case Event.OfFault fault -> "event-fault";
        };
    }

    static String accessible(Event event, ZoneId zone) {
        return Texts.of("overview.event.accessible", Figures.clock(event.at(), zone), words(event));
    }
}
