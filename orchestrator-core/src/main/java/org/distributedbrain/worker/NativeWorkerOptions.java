package org.distributedbrain.worker;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.wire.CleanText;
import org.jspecify.annotations.Nullable;

/**
 * How a native worker is to run.
 *
 * @param name shown to people, 1 to 40 characters; null for the computer's own name
 * @param threads how many threads compute, at least 1
 * @param stateFolder where its identity is kept, so that it counts as the same worker next time; null to keep none
 * @param memoryBytes how much memory operands and results may take in all, at least 64 KiB
 * @param fingerprint SHA-256, in hexadecimal, of the only certificate that is trusted over https; null for those that this computer trusts
 * @param listener told of every change of status, one at a time, on the worker's threads
 */
public record NativeWorkerOptions(
        @Nullable String name,
        int threads,
        EngineChoice engine,
        @Nullable Path stateFolder,
        long memoryBytes,
        @Nullable String fingerprint,
        Consumer<NativeWorkerStatus> listener) {
    private static final int MAX_THREADS = 1024;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-Fa-f]{2}(:?[0-9A-Fa-f]{2}){31}");
    private static final long LEAST_MEMORY = 64 * 1024;

    public NativeWorkerOptions {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new BadInput("A worker with " + threads + " threads is not possible; choose 1 to " + MAX_THREADS
                    + " (this computer has " + Runtime.getRuntime().availableProcessors() + " cores).");
        }
        if (name != null && (CleanText.of(name).isEmpty() || name.codePointCount(0, name.length()) > 40)) {
            throw new BadInput("The name '" + CleanText.shortened(name, 50)
                    + "' cannot be used; choose one of 1 to 40 characters.");
        }
        if (memoryBytes < LEAST_MEMORY) {
            throw new BadInput("A worker with " + memoryBytes + " bytes of memory is not possible; give it at least "
                    + LEAST_MEMORY + ".");
        }
        if (fingerprint != null && !FINGERPRINT.matcher(fingerprint).matches()) {
            throw new BadInput(
                    "The fingerprint '" + CleanText.shortened(fingerprint, 100)
                            + "' cannot be one: give the 32 bytes in hexadecimal, with colons or without, as brain invite shows them.");
        }
    }

    /** All cores, the fastest engine, half of the computer's memory at most, no identity kept, nobody listening. */
    public static NativeWorkerOptions defaults() {
        return new NativeWorkerOptions(
                null,
                Runtime.getRuntime().availableProcessors(),
                EngineChoice.AUTO,
                null,
                Processor.memoryBytes() / 2,
                null,
                status -> {});
    }

    public NativeWorkerOptions withName(@Nullable String newName) {
        return new NativeWorkerOptions(newName, threads, engine, stateFolder, memoryBytes, fingerprint, listener);
    }

    public NativeWorkerOptions withThreads(int newThreads) {
        return new NativeWorkerOptions(name, newThreads, engine, stateFolder, memoryBytes, fingerprint, listener);
    }

    public NativeWorkerOptions withEngine(EngineChoice newEngine) {
        return new NativeWorkerOptions(name, threads, newEngine, stateFolder, memoryBytes, fingerprint, listener);
    }

    public NativeWorkerOptions withStateFolder(@Nullable Path newFolder) {
        return new NativeWorkerOptions(name, threads, engine, newFolder, memoryBytes, fingerprint, listener);
    }

    public NativeWorkerOptions withMemoryBytes(long newMemoryBytes) {
        return new NativeWorkerOptions(name, threads, engine, stateFolder, newMemoryBytes, fingerprint, listener);
    }

    public NativeWorkerOptions withListener(Consumer<NativeWorkerStatus> newListener) {
        return new NativeWorkerOptions(name, threads, engine, stateFolder, memoryBytes, fingerprint, newListener);
    }

    public NativeWorkerOptions withFingerprint(@Nullable String newFingerprint) {
        return new NativeWorkerOptions(name, threads, engine, stateFolder, memoryBytes, newFingerprint, listener);
    }
}
