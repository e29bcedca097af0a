package org.distributedbrain.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.distributedbrain.Grid;
import org.distributedbrain.app.start.ConsoleOptions;
import org.distributedbrain.app.start.GridStarter;
import org.distributedbrain.job.BadInput;
import org.jspecify.annotations.Nullable;

/** Starts one {@link FakeGrid}, or fails as the test wishes. */
public final class FakeStarter implements GridStarter {
    private final FakeGrid grid = new FakeGrid();
    private final List<ConsoleOptions> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile @Nullable String failure;

    public void failWith(String sentence) {
        failure = sentence;
    }

    public void succeed() {
        failure = null;
    }

    public FakeGrid grid() {
        return grid;
    }

    public List<ConsoleOptions> asked() {
        return asked;
    }

    public int closed() {
        return closed.get();
    }

    @Override
    public Running start(ConsoleOptions options) {
        asked.add(options);
        String sentence = failure;
        if (sentence != null) {
            throw new BadInput(sentence);
        }
        return new Running() {
            @Override
            public Grid grid() {
                return grid;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @Override
    public Path dataFolder(ConsoleOptions options) {
        return Path.of("data");
    }
}
