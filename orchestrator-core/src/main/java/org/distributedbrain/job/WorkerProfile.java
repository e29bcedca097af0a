package org.distributedbrain.job;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says of itself when it registers, with the identity it was given.
 *
 * @param name shown to people
 * @param deviceKind {@code phone}, {@code tablet}, {@code laptop}, {@code desktop}, {@code server} or {@code unknown}
 * @param engine what computes: {@code webgpu}, {@code wasm}, {@code js}, {@code vector}, …
 * @param device the adapter or processor in words
 * @param kernels the kernels it has
 * @param maxBlockBytes the largest operand block or result it can hold in one piece
 * @param memoryBytes what it can hold in all
 * @param cacheBytes how many bytes of operand blocks it keeps while no unfinished task needs them
 * @param generators the generators of synthetic operands it has
 * @param pace how fast it was when it was here before, or null
 * @param address where it connects from
 * @param standing what is thought of it from earlier
 * @param capabilities what it tells of its device, which nobody has checked
 */
public record WorkerProfile(
        WorkerId id,
        String name,
        String deviceKind,
        String engine,
        String device,
        Set<String> kernels,
        long maxBlockBytes,
        long memoryBytes,
        long cacheBytes,
        Set<String> generators,
        String address,
        @Nullable Pace pace,
        Standing standing,
        Capabilities capabilities) {
    public WorkerProfile {
        kernels = Set.copyOf(kernels);
        generators = Set.copyOf(generators);
    }

    /** One that keeps what it can hold, makes no operands itself, was never here before and tells nothing of its device. */
    public WorkerProfile(
            WorkerId id,
            String name,
            String deviceKind,
            String engine,
            String device,
            Set<String> kernels,
            long maxBlockBytes,
            long memoryBytes,
            String address) {
        this(
                id,
                name,
                deviceKind,
                engine,
                device,
                kernels,
                maxBlockBytes,
                memoryBytes,
                memoryBytes,
                Set.of(),
                address,
                null,
                Standing.NEWCOMER,
                Capabilities.UNTOLD);
    }
}
