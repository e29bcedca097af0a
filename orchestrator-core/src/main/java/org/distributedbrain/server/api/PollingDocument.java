package org.distributedbrain.server.api;

import java.util.List;
import java.util.Map;
import org.distributedbrain.wire.ServerMessage;
import org.jspecify.annotations.Nullable;

/** What a worker that asks for its work sends and gets in JSON: the fields of docs/protocol.md §3 and §4. */
public final class PollingDocument {
    private PollingDocument() {}

    /**
     * Who wants to work.
     *
     * @param joinKey what stands behind the # of the invitation
     * @param workerId with {@code workerSecret} the identity of an earlier registration; both or neither
     * @param deviceKind phone, tablet, laptop, desktop, server or unknown
     * @param engine what computes, 1 to 20 characters a-z, 0-9 and -
     * @param device the adapter or processor in words
     * @param maxBlockBytes the longest operand block or result it can hold in one piece
     * @param memoryBytes what it can hold in all
     * @param cacheBytes how many bytes of operand blocks it keeps while no unfinished task needs them; memoryBytes where absent
     * @param generators the generators of synthetic operands it has
     */
    public record Registration(
            String joinKey,
            @Nullable String workerId,
            @Nullable String workerSecret,
            @Nullable String name,
            @Nullable String deviceKind,
            String engine,
            @Nullable String device,
            List<String> kernels,
            long maxBlockBytes,
            long memoryBytes,
            @Nullable Long cacheBytes,
            @Nullable List<String> generators) {}

    /**
     * Who it is from now on.
     *
     * @param workerSecret only when it is new: it is kept nowhere else in clear
     * @param heartbeatMs how often it should be heard
     * @param silenceLimitMs after how much silence it counts as lost
     */
    public record Registered(
            String workerId, @Nullable String workerSecret, String name, int heartbeatMs, int silenceLimitMs) {
        public static Registered of(ServerMessage.RegistrationAck ack) {
            return new Registered(
                    ack.workerId(), ack.workerSecret(), ack.name(), ack.heartbeatMs(), ack.silenceLimitMs());
        }
    }

    /** Its place among all that gave something, where it has one. */
    public record Alive(@Nullable Integer rank, @Nullable Integer of) {
        public static Alive of(ServerMessage.@Nullable Standing standing) {
            return standing == null ? new Alive(null, null) : new Alive(standing.rank(), standing.of());
        }
    }

    /** The tasks whose results are not here, the first first; the same ones are told again until then. */
    public record Pending(List<Task> tasks) {
        public static Pending of(List<ServerMessage> tasks) {
            return new Pending(tasks.stream().map(Task::of).toList());
        }
    }

    /**
     * One task. Of a product {@code a} and {@code b} are there, and its result is a · b; of any other kernel the place and the parameters are.
     *
     * @param resultBytes the exact length of the result: 4·rows·cols
     */
    public record Task(
            long task,
            String job,
            int chunk,
            String kernel,
            int rows,
            @Nullable Integer inner,
            int cols,
            @Nullable Integer firstRow,
            @Nullable Integer firstCol,
            @Nullable Block a,
            @Nullable Block b,
            @Nullable Map<String, String> parameters,
            long resultBytes) {
        static Task of(ServerMessage message) {
            return switch (message) {
                case ServerMessage.ComputeTask it ->
                    new Task(
                            it.task().value(),
                            it.job(),
                            it.chunk(),
                            it.kernel(),
                            it.rows(),
                            it.inner(),
                            it.cols(),
                            null,
                            null,
                            Block.of(it.a()),
                            Block.of(it.b()),
                            null,
                            it.resultBytes());
                case ServerMessage.ComputeTile it ->
                    new Task(
                            it.task().value(),
                            it.job(),
                            it.chunk(),
                            it.kernel(),
                            it.rows(),
                            null,
                            it.cols(),
                            it.firstRow(),
                            it.firstCol(),
                            null,
                            null,
                            it.parameters(),
                            it.resultBytes());
                default -> throw new IllegalArgumentException(message + " is no task");
            };
        }
    }

    /**
     * An operand block by its number; the values of one number never change, and are to be kept as long as memory lasts.
     *
     * @param generate how the worker makes it itself; absent for one that is fetched
     */
    public record Block(
            long block, int rows, int cols, @Nullable Generate generate) {
        static Block of(ServerMessage.Block block) {
            return new Block(
                    block.block().value(),
                    block.rows(),
                    block.cols(),
                    block.generate() == null ? null : Generate.of(block.generate()));
        }
    }

    /** Where in which synthetic matrix a block lies (docs/protocol.md §4). */
    public record Generate(String generator, String seed, String operand, int firstRow, int firstCol, int stride) {
        static Generate of(ServerMessage.Generate it) {
            return new Generate(
                    it.generator(),
                    Long.toString(it.seed()),
                    it.operand().name(),
                    it.firstRow(),
                    it.firstCol(),
                    it.stride());
        }
    }

    /** Whether a result was found right; false while that is not known yet. */
    public record Verdict(long task, boolean accepted) {}

    /** @param reason out_of_memory, device_lost, unsupported, cancelled or internal */
    public record Failure(
            String node, long task, String reason, @Nullable String message) {}
}
