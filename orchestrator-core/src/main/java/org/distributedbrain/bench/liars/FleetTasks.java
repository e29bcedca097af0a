package org.distributedbrain.bench.liars;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.Kernels;
import org.distributedbrain.kernel.TileKernel;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.wire.DataFrame;
import org.distributedbrain.wire.ServerMessage.Block;
import org.distributedbrain.wire.ServerMessage.ComputeTask;
import org.distributedbrain.wire.ServerMessage.ComputeTile;
import org.distributedbrain.worker.websocket.MessageReader;
import org.jspecify.annotations.Nullable;

/** The tasks of one worker, in order, and the operand blocks that they need. Used by one thread. */
final class FleetTasks {
    private static final class Held {
        final float[] values;
        long arrived;

        Held(int length) {
            values = new float[length];
        }

        boolean isWhole() {
            return arrived == values.length;
        }
    }

    private final Set<TaskId> mine = new HashSet<>();
    private TaskId latest = new TaskId(0);
    private final Deque<ComputeTask> waiting = new ArrayDeque<>();
    private final Deque<ComputeTile> tiles = new ArrayDeque<>();
    private final Map<Long, Held> blocks = new HashMap<>();

    void add(ComputeTile tile) {
        own(tile.task());
        tiles.add(tile);
    }

    private void own(TaskId task) {
        mine.add(task);
        latest = task;
    }

    void add(ComputeTask task) {
        own(task.task());
        waiting.add(task);
        expect(task.a());
        expect(task.b());
    }

    /** A task that another worker was given: task numbers grow, and those before the latest that this one has that it never had are others'. */
    @Nullable TaskId ofAnother() {
        TaskId before = latest;
        while (mine.contains(before)) {
            before = new TaskId(before.value() - 1);
        }
        return before.value() <= 0 ? null : before;
    }

    private void expect(Block block) {
        blocks.computeIfAbsent(block.block().value(), id -> new Held((int) block.values()));
    }

    void cancel(TaskId task) {
        waiting.removeIf(waits -> waits.task().equals(task));
        tiles.removeIf(waits -> waits.task().equals(task));
    }

    void release(List<BlockId> released) {
        released.forEach(block -> blocks.remove(block.value()));
    }

    /** Takes the binary message at hand. */
    void receive(MessageReader in) throws IOException {
        ByteBuffer head = whole(in, DataFrame.HEADER_BYTES);
        DataFrame frame = DataFrame.readHeader(head, DataFrame.Kind.OPERAND);
        ByteBuffer values = whole(in, (int) (4 * frame.count()));
        Held block = blocks.get(frame.id());
        if (block != null) {
            values.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(block.values, (int) frame.offset(), (int)
                    frame.count());
            block.arrived += frame.count();
        }
    }

    private static ByteBuffer whole(MessageReader in, int bytes) throws IOException {
        ByteBuffer target = ByteBuffer.allocateDirect(bytes);
        while (target.hasRemaining()) {
            if (in.read(target) < 0) {
                throw new IOException("A frame ended too early.");
            }
        }
        return target.flip();
    }

    /** The next task when its operands are there. */
    @Nullable ComputeTask next() {
        ComputeTask first = waiting.peek();
        return first != null && held(first.a()).isWhole() && held(first.b()).isWhole() ? waiting.poll() : null;
    }

    /** The next one without operands. */
    @Nullable ComputeTile nextTile() {
        return tiles.poll();
    }

    private Held held(Block block) {
        return Objects.requireNonNull(blocks.get(block.block().value()));
    }

    static int[] tile(ComputeTile task) {
        TileKernel kernel = Kernels.find(task.kernel()).orElseThrow();
        Place place = new Place(task.firstRow(), task.rows(), task.firstCol(), task.cols());
        TileSource source = new TileSource(
                task.kernel(),
                place.firstRow() + place.rows(),
                place.firstCol() + place.cols(),
                0,
                new TreeMap<>(task.parameters()));
        ByteBuffer values = ByteBuffer.allocateDirect((int) task.resultBytes()).order(ByteOrder.LITTLE_ENDIAN);
        kernel.compute(source, place, MemorySegment.ofBuffer(values), () -> false);
        int[] counts = new int[task.rows() * task.cols()];
        values.asIntBuffer().get(counts);
        return counts;
    }

    float[] product(ComputeTask task) {
        float[] a = held(task.a()).values;
        float[] b = held(task.b()).values;
        float[] c = new float[task.rows() * task.cols()];
        for (int i = 0; i < task.rows(); i++) {
            for (int p = 0; p < task.inner(); p++) {
                float factor = a[i * task.inner() + p];
                for (int j = 0; j < task.cols(); j++) {
                    c[i * task.cols() + j] += factor * b[p * task.cols() + j];
                }
            }
        }
        return c;
    }
}
