package org.distributedbrain.app.stream;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import org.distributedbrain.app.FakeGrid;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.job.ChunkId;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.Busy;
import org.distributedbrain.publish.Lane;
import org.distributedbrain.publish.Span;
import org.distributedbrain.publish.SpanKind;
import org.distributedbrain.publish.TaskStream;

/**
 * How long the task stream needs for a frame over a day of a million spans: {@code [LANES]}, 20 if it is left out. The whole view, 1920 × 1080, is laid
 * out, drawn and rendered into an image while it zooms from the day to a millisecond and back and pans at every step. Run it with
 * {@code -Dglass.platform=Headless -Dprism.order=sw}.
 */
public final class StreamBench {
    private static final int SPANS = 1_000_000;
    private static final long DAY = 86_400_000_000L;
    private static final int WIDTH = 1_920;
    private static final int HEIGHT = 1_080;
    private static final SpanKind[] TURNS = {
        SpanKind.SENDING, SpanKind.COMPUTING, SpanKind.RETURNING, SpanKind.VERIFYING, SpanKind.IDLE
    };

    /** CPU time of all threads, since the wall clock of a shared computer says more of the others on it. */
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private StreamBench() {}

    /** Answers the first question and no other: what is measured is drawing what is there. */
    private static final class Once implements Tasks {
        private boolean asked;

        @Override
        public <T> void run(String name, Callable<T> work, Consumer<T> done, Consumer<String> failed) {
            if (!asked && name.equals("task-stream")) {
                asked = true;
                try {
                    done.accept(work.call());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    public static void main(String[] args) throws Exception {
        int lanes = args.length == 0 ? 20 : Integer.parseInt(args[0]);
        Fx.start();
        Fx.run(() -> Look.install(new SimpleObjectProperty<>(Scheme.DARK)));
        JobId job = Samples.id("a day");
        FakeGrid grid = new FakeGrid();
        grid.stream(job, stream(job, lanes));
        StreamModel model = new StreamModel(grid, new Once());
        CompletableFuture<List<Double>> measured = new CompletableFuture<>();
        Platform.runLater(() -> measured.completeAsync(() -> frames(grid, model, job), Runnable::run));
        List<Double> frames = measured.join();
        double[] sorted =
                frames.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%d lanes, %,d spans, %d frames: median %.1f ms, 95 %% %.1f ms, longest %.1f ms%n",
                lanes,
                model.lanes().get().all().stream()
                        .mapToInt(lane -> lane.spans().size())
                        .sum(),
                sorted.length,
                sorted[sorted.length / 2],
                sorted[sorted.length * 95 / 100],
                sorted[sorted.length - 1]);
        Platform.exit();
    }

    private static List<Double> frames(FakeGrid grid, StreamModel model, JobId job) {
        model.show(grid.snapshot());
        model.source().set(new StreamSource(job, "A day", FakeGrid.NOW, FakeGrid.NOW.plusSeconds(86_400)));
        Scene scene = new Scene(new StreamView(model), WIDTH, HEIGHT);
        Look.dress(scene);
        WritableImage image = new WritableImage(WIDTH, HEIGHT);
        List<Double> frames = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            double factor = round % 2 == 0 ? 0.8 : 1 / 0.8;
            for (int step = 0; step < 80; step++) {
                model.range().zoom(factor, 0.4);
                frame(scene, image, frames);
                model.range().move(step % 2 == 0 ? 0.05 : -0.05);
                frame(scene, image, frames);
            }
        }
        return frames.subList(frames.size() / 4, frames.size()); // after the code is compiled
    }

    private static void frame(Scene scene, WritableImage image, List<Double> frames) {
        long begin = SYSTEM.getProcessCpuTime();
        scene.snapshot(image);
        frames.add((SYSTEM.getProcessCpuTime() - begin) / 1e6);
    }

    private static TaskStream stream(JobId job, int lanes) {
        Random random = new Random(7);
        List<Lane> all = new ArrayList<>();
        int each = SPANS / lanes;
        long mean = DAY / each;
        for (int lane = 0; lane < lanes; lane++) {
            List<Span> spans = new ArrayList<>(each);
            long at = 0;
            for (int i = 0; i < each; i++) {
                long length = Math.min(DAY - at - (each - i), 1 + random.nextLong(2 * mean));
                SpanKind kind = random.nextInt(500) == 0 ? SpanKind.FAULT : TURNS[i % TURNS.length];
                spans.add(span(job, i, kind, at, at + length));
                at += length;
            }
            all.add(new Lane(new WorkerId("w" + lane), "Worker " + lane, spans));
        }
        return new TaskStream(FakeGrid.NOW, FakeGrid.NOW.plusSeconds(86_400), all);
    }

    private static Span span(JobId job, int number, SpanKind kind, long from, long to) {
        long[] busy = new long[SpanKind.values().length];
        Arrays.fill(busy, 0);
        busy[kind.ordinal()] = to - from;
        return new Span(
                at(from),
                at(to),
                kind,
                new Busy(busy[0], busy[1], busy[2], busy[3], busy[4], busy[5], busy[6]),
                kind == SpanKind.IDLE ? null : new TaskId(number),
                kind == SpanKind.IDLE ? null : new ChunkId(job, number),
                kind == SpanKind.VERIFYING || kind == SpanKind.FAULT ? 1 : 0,
                kind == SpanKind.FAULT ? 1 : 0);
    }

    private static Instant at(long micros) {
        return FakeGrid.NOW.plusNanos(micros * 1_000);
    }
}
