package org.distributedbrain.app.faults;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.FaultKind;
import org.distributedbrain.publish.FaultView;
import org.kordamp.ikonli.feather.Feather;

/** A fault in words. */
final class FaultText {
    /** A lost chunk is to be with another worker within this time. */
    static final double LIMIT_MS = 500;

    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS XXX", Locale.ROOT);

    private FaultText() {}

    static String kind(FaultKind kind) {
        return Texts.of("faults.kind." + kind.name().toLowerCase(Locale.ROOT));
    }

    static Feather icon(FaultKind kind) {
        return switch (kind) {
            case DISCONNECTED, HALF_OPEN -> Feather.WIFI_OFF;
            case SILENT, FROZEN -> Feather.MOON;
            case OVERDUE, LATE_RESULT -> Feather.CLOCK;
            case TASK_FAILED, DEVICE_LOST, OUT_OF_MEMORY -> Feather.ALERT_TRIANGLE;
            case WRONG_RESULT -> Feather.X_CIRCLE;
            case DUPLICATE_RESULT -> Feather.COPY;
            case FLAPPING -> Feather.REPEAT;
            case QUARANTINED -> Feather.SHIELD_OFF;
        };
    }

    /** From when it was noticed until its chunk was handed out again, in milliseconds. */
    static OptionalDouble recovery(FaultView fault) {
        return fault.recoveredAt() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Duration.between(fault.at(), fault.recoveredAt()).toNanos() / 1e6);
    }

    /** How long that took, or why there is no such time. */
    static String took(FaultView fault) {
        OptionalDouble recovery = recovery(fault);
        if (recovery.isPresent()) {
            return Figures.duration(recovery.getAsDouble());
        }
        return fault.chunk() == null ? Texts.of("faults.took.nothing") : Texts.of("faults.took.open");
    }

    /** The style class for it. */
    static String tookStyle(FaultView fault) {
        OptionalDouble recovery = recovery(fault);
        if (recovery.isEmpty()) {
            return "took-none";
        }
        return recovery.getAsDouble() > LIMIT_MS ? "took-long" : "took-short";
    }

    static String where(FaultView fault) {
        return fault.chunk() == null
                ? fault.workerName()
                : Texts.of("faults.where", fault.workerName(), Figures.whole(fault.chunk()));
    }

    static String exact(FaultView fault, ZoneId zone) {
        return EXACT.format(fault.at().atZone(zone));
    }

    static String accessible(FaultView fault, ZoneId zone) {
        return Texts.of(
                "faults.accessible",
                Figures.clock(fault.at(), zone),
                kind(fault.kind()),
                where(fault),
                fault.action(),
                took(fault));
    }
}
