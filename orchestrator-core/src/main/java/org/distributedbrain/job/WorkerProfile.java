package org.distributedbrain.job;

import java.util.Set;

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
 * @param address where it connects from
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
        String address) {
    public WorkerProfile {
        kernels = Set.copyOf(kernels);
    }
}
