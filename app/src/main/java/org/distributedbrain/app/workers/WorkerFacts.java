package org.distributedbrain.app.workers;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.FactList.Fact;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.Pace;
import org.distributedbrain.job.Standing;
import org.distributedbrain.publish.LeaderboardRow;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/** One worker's figures, as they stand in its details. */
final class WorkerFacts {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofLocalizedDateTime(
                    FormatStyle.FULL, FormatStyle.MEDIUM)
            .withLocale(Locale.UK);

    private WorkerFacts() {}

    static List<Fact> session(WorkerView worker, ZoneId zone) {
        return List.of(
                fact("joined", Figures.clock(worker.joinedAt(), zone), exact(worker.joinedAt(), zone)),
                fact("tasks", Figures.whole(worker.tasksCompleted())),
                fact("unfinished", Figures.whole(worker.unfinishedTasks())),
                fact("compute", Figures.duration(worker.computeMs())),
                fact("speed", worker.mops() > 0 ? WorkerText.speed(worker.mops()) : Texts.of("workers.unknown")));
    }

    static List<Fact> standing(Standing standing) {
        return List.of(
                fact("score", Texts.of("workers.score.of", standing.reputation(), Figures.whole(Standing.MOST))),
                fact("trust", WorkerText.trust(standing)),
                fact("row", Figures.whole(standing.consecutive())),
                fact("lies", Figures.whole(standing.lies())));
    }

    /** What this orchestrator measured, now or when the worker was here before. */
    static List<Fact> measured(@Nullable Pace pace) {
        if (pace == null) {
            return List.of(fact("measured", Texts.of("workers.measured.nothing")));
        }
        return List.of(
                fact("pace", WorkerText.speed(pace.operationsPerSecond() / 1e6)),
                fact("out", pace.outTimed() ? rate(pace.outBytesPerSecond()) : Texts.of("workers.unknown")),
                fact("in", pace.inTimed() ? rate(pace.inBytesPerSecond()) : Texts.of("workers.unknown")),
                fact("overhead", Figures.duration(pace.overheadMs())));
    }

    /** Empty when it tells nothing. */
    static List<Fact> told(Capabilities told) {
        List<Fact> facts = new ArrayList<>();
        new TreeMap<>(told.operationsPerSecond())
                .forEach((engine, operations) -> facts.add(new Fact(
                        WorkerText.engine(engine),
                        WorkerText.speed(operations / 1e6),
                        Texts.of("workers.fact.engine.tip"))));
        add(facts, "told.down", told.downBytesPerSecond(), WorkerFacts::rate);
        add(facts, "told.up", told.upBytesPerSecond(), WorkerFacts::rate);
        add(facts, "told.cores", told.cores(), Figures::whole);
        add(facts, "told.memory", told.memoryGb(), gigabytes -> Figures.digits(gigabytes) + " GB");
        Long storage = told.storageBytes();
        if (storage != null) {
            facts.add(fact("told.storage", Figures.bytes(storage)));
        }
        return facts;
    }

    static List<Fact> allTime(LeaderboardRow row) {
        return List.of(
                fact("rank", "#" + row.rank()),
                fact("credit", Figures.credit(row.operations())),
                fact("all.tasks", Figures.whole(row.tasksCompleted())),
                fact("all.compute", Figures.duration(row.totalComputeMs())),
                fact("sessions", Figures.whole(row.sessionsJoined())));
    }

    private interface Words {
        String of(double figure);
    }

    private static void add(List<Fact> facts, String key, @Nullable Double figure, Words words) {
        if (figure != null) {
            facts.add(fact(key, words.of(figure)));
        }
    }

    static String rate(double bytesPerSecond) {
        return bytesPerSecond > 0 && Double.isFinite(bytesPerSecond)
                ? Figures.bytes(bytesPerSecond) + "/s"
                : Texts.of("workers.unknown");
    }

    private static Fact fact(String key, String value) {
        return fact(key, value, Texts.of("workers.fact." + key + ".tip"));
    }

    private static Fact fact(String key, String value, String meaning) {
        return new Fact(Texts.of("workers.fact." + key), value, meaning);
    }

    static String exact(Instant at, ZoneId zone) {
        return EXACT.format(at.atZone(zone));
    }
}
