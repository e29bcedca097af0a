package org.distributedbrain.app.tiles;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.Attempt;
import org.distributedbrain.job.TileGrid;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.RunningTask;

/** A tile's story in words. */
final class TileText {
    private TileText() {}

    /** Where it lies, what it is at, and what was tried. */
    static String story(TileMap map, int tile, Function<WorkerId, String> names, ZoneId zone) {
        String attempts = attempts(map.story(tile), names, zone);
        RunningTask now = map.underWay(tile);
        String story =
                where(map.grid(), tile) + ": " + map.state(tile).words().toLowerCase(Locale.ROOT) + ". " + attempts;
        if (now == null) {
            return story.strip();
        }
        return story
                + Texts.of("tiles.under_way", names.apply(now.worker()), Figures.clock(now.sentAt(), zone))
                        .strip();
    }

    static String where(TileGrid grid, int tile) {
        String row = Figures.whole(grid.row(tile) + 1);
        String col = Figures.whole(grid.col(tile) + 1);
        return grid.innerParts() == 1
                ? Texts.of("tiles.where", row, col)
                : Texts.of("tiles.where.part", row, col, Figures.whole(grid.part(tile) + 1));
    }

    private static String attempts(List<Attempt> story, Function<WorkerId, String> names, ZoneId zone) {
        return story.stream()
                .map(attempt -> Texts.of(
                                "tiles.outcome." + attempt.outcome().name().toLowerCase(Locale.ROOT),
                                names.apply(attempt.worker()),
                                took(attempt),
                                Figures.clock(attempt.endedAt(), zone))
                        + " ")
                .collect(Collectors.joining());
    }

    private static String took(Attempt attempt) {
        return attempt.computeMs() > 0
                ? Figures.duration(attempt.computeMs())
                : Figures.duration(
                        Duration.between(attempt.sentAt(), attempt.endedAt()).toMillis());
    }
}
