package org.distributedbrain.app;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.distributedbrain.Grid;
import org.distributedbrain.app.live.BackgroundTasks;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.app.shell.ConsoleModel;
import org.distributedbrain.app.shell.ConsoleView;
import org.distributedbrain.app.shell.Section;
import org.distributedbrain.app.theme.Look;
import org.distributedbrain.app.theme.Scheme;
import org.distributedbrain.app.theme.ThemeModel;
import org.distributedbrain.publish.Snapshot;

/**
 * What the console costs while a fleet works: {@code frames [SECONDS]} shows 200 workers, 3 running jobs and 20 events a second in a real window,
 * one view after the other, and tells the frames over 33 ms and the processor time; {@code hour} plays an hour of 50 workers as fast as the
 * console takes it in and tells the heap after a collection. Run it with {@code -Dprism.order=sw}, and {@code -Dglass.platform=Headless} or a display.
 */
public final class FleetBench {
    private static final List<Section> VIEWS =
            List.of(Section.OVERVIEW, Section.WORKERS, Section.STREAM, Section.EFFICIENCY, Section.JOBS);
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private final BusyFleet fleet;
    private final FakeGrid rest = new FakeGrid();
    private volatile Snapshot latest;

    private FleetBench(int workers) {
        fleet = new BusyFleet(workers, 3);
        latest = fleet.next();
    }

    public static void main(String[] args) throws Exception {
        Fx.startDark();
        if (args.length > 0 && args[0].equals("hour")) {
            new FleetBench(50).hour();
        } else {
            new FleetBench(200).frames(args.length > 1 ? Integer.parseInt(args[1]) : 20);
        }
        System.exit(0);
    }

    /** Jobs, workers and tasks come from the fleet, everything else from a grid that does nothing. */
    private Grid grid() {
        return (Grid) Proxy.newProxyInstance(
                Grid.class.getClassLoader(), new Class<?>[] {Grid.class}, (it, method, args) -> {
                    switch (method.getName()) {
                        case "snapshot":
                            return latest;
                        case "subscribe":
                            @SuppressWarnings("unchecked")
                            Consumer<Snapshot> listener = (Consumer<Snapshot>) args[0];
                            listeners.add(listener);
                            return (Grid.Subscription) () -> listeners.remove(listener);
                        default:
                            try {
                                return method.invoke(rest, args);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                    }
                });
    }

    private void step() {
        latest = fleet.next();
        listeners.forEach(listener -> listener.accept(latest));
    }

    private ConsoleModel show(Section first) throws Exception {
        Settings none = Settings.load(Files.createTempDirectory("fleet-bench").resolve("none"));
        ConsoleModel model = new ConsoleModel(
                grid(), new FakeProbe(), new BackgroundTasks(Platform::runLater), Platform::runLater, none);
        Fx.run(() -> {
            model.navigation().open(first);
            Stage stage = new Stage();
            Scene scene = new Scene(
                    new ConsoleView(
                            model, new ThemeModel(none, new SimpleObjectProperty<>(Scheme.DARK)), new FakeDialogs()),
                    1_920,
                    1_080);
            Look.dress(scene);
            stage.setScene(scene);
            stage.show();
        });
        return model;
    }

    private void frames(int seconds) throws Exception {
        ConsoleModel model = show(Section.OVERVIEW);
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                step();
                LockSupport.parkNanos(BusyFleet.STEP.toNanos());
            }
        });
        for (Section view : VIEWS) { // once for the code to be compiled
            Fx.run(() -> model.navigation().open(view));
            TimeUnit.SECONDS.sleep(5);
        }
        for (Section view : VIEWS) {
            Fx.run(() -> model.navigation().open(view));
            TimeUnit.SECONDS.sleep(1);
            measure(view, seconds);
        }
    }

    private static void measure(Section view, int seconds) throws InterruptedException {
        List<Long> gaps = new ArrayList<>();
        AnimationTimer timer = new AnimationTimer() {
            private long last;

            @Override
            public void handle(long nanos) {
                long now = System.nanoTime();
                if (last != 0) {
                    gaps.add(now - last);
                }
                last = now;
            }
        };
        long cpu = SYSTEM.getProcessCpuTime();
        long began = System.nanoTime();
        Fx.run(timer::start);
        TimeUnit.SECONDS.sleep(seconds);
        Fx.run(timer::stop);
        double wall = System.nanoTime() - began;
        double[] ms = gaps.stream().mapToDouble(gap -> gap / 1e6).sorted().toArray();
        long late = gaps.stream().filter(gap -> gap > 33_000_000L).count();
        System.out.printf(
                Locale.ROOT,
                "%-12s %5d frames, over 33 ms: %.2f %%, median %.1f ms, 99 %% %.1f ms, longest %.1f ms, processor %.2f cores%n",
                view.name().toLowerCase(Locale.ROOT),
                ms.length,
                100.0 * late / ms.length,
                ms[ms.length / 2],
                ms[ms.length * 99 / 100],
                ms[ms.length - 1],
                (SYSTEM.getProcessCpuTime() - cpu) / wall);
    }

    private void hour() throws Exception {
        ConsoleModel model = show(Section.OVERVIEW);
        long steps = 3_600_000 / BusyFleet.STEP.toMillis();
        long first = 0;
        for (long step = 1; step <= steps; step++) {
            step();
            Fx.run(() -> {}); // shown before the next one comes
            if (step % (steps / 60) == 0) {
                Section view = VIEWS.get((int) (step / (steps / 60)) % VIEWS.size());
                Fx.run(() -> model.navigation().open(view));
            }
            if (step % (steps / 12) == 0) {
                long heap = heap();
                first = first == 0 && step >= steps / 4 ? heap : first;
                System.out.printf(
                        Locale.ROOT,
                        "after %2d min: %.1f MB%s%n",
                        step * 60 / steps,
                        heap / 1e6,
                        first == 0 ? "" : String.format(Locale.ROOT, ", %+.1f %%", 100.0 * (heap - first) / first));
            }
        }
    }

    private static long heap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
