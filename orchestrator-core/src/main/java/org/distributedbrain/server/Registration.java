package org.distributedbrain.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.distributedbrain.job.WorkerProfile;
import org.distributedbrain.persist.JobStore.StoreException;
import org.distributedbrain.persist.WorkerIdentity;
import org.distributedbrain.wire.CleanText;
import org.distributedbrain.wire.ErrorCode;
import org.distributedbrain.wire.ProtocolException;
import org.distributedbrain.wire.ServerMessage;
import org.distributedbrain.wire.WorkerMessage.RegisterWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a connection may become a worker, and which. */
final class Registration {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private final WorkerSocketDeps deps;
    private final WrongKeys wrongKeys;

    record Registered(WorkerProfile profile, WorkerIdentity identity) {

        ServerMessage.RegistrationAck acknowledgement(SocketLimits limits) {
            return new ServerMessage.RegistrationAck(
                    identity.id().value(),
                    identity.newSecret(),
                    profile.name(),
                    (int) limits.heartbeat().toMillis(),
                    (int) limits.silence().toMillis(),
                    limits.window(),
                    limits.maxFrameBytes());
        }
    }

    Registration(WorkerSocketDeps deps, WrongKeys wrongKeys) {
        this.deps = deps;
        this.wrongKeys = wrongKeys;
    }

    /** @throws ProtocolException {@code too_many}, {@code bad_key} or {@code internal} */
    Registered register(RegisterWorker message, String address) {
        long wait = wrongKeys.waitSeconds(address, System.nanoTime());
        if (wait > 0) {
            throw new ProtocolException(
                    ErrorCode.TOO_MANY,
                    "Too many wrong join keys came from " + address + "; wait " + wait + " s before the next attempt.");
        }
        WorkerIdentity identity = sameKey(message.joinKey(), deps.joinKey().get())
                ? identify(message)
                : recognise(message).orElseThrow(() -> stranger(address));
        return new Registered(
                new WorkerProfile(
                        identity.id(),
                        identity.name(),
                        message.deviceKind(),
                        message.engine(),
                        message.device(),
                        Set.copyOf(message.kernels()),
                        message.maxBlockBytes(),
                        message.memoryBytes(),
                        message.cacheBytes(),
                        Set.copyOf(message.generators()),
                        address,
                        identity.pace(),
                        identity.standing(),
                        message.capabilities()),
                identity);
    }

    private ProtocolException stranger(String address) {
        wrongKeys.add(address, System.nanoTime());
        return new ProtocolException(
                ErrorCode.BAD_KEY,
                "The join key is not, or no longer, valid; ask the operator of the orchestrator for a new link.");
    }

    private WorkerIdentity identify(RegisterWorker message) {
        return stored(() -> deps.identities()
                .identify(
                        message.workerId(),
                        message.workerSecret(),
                        nameOf(message),
                        deps.clock().instant()));
    }

    /** The key may have been renewed since it joined: its identity is enough (decision 22). */
    private Optional<WorkerIdentity> recognise(RegisterWorker message) {
        return stored(() -> deps.identities().recognise(message.workerId(), message.workerSecret(), nameOf(message)));
    }

    private static <T> T stored(Supplier<T> question) {
        try {
            return question.get();
        } catch (StoreException e) {
            LOG.error("A worker could not be stored.", e);
            throw new ProtocolException(
                    ErrorCode.INTERNAL, "The orchestrator cannot store a worker at the moment; come back later.");
        }
    }

    private static String nameOf(RegisterWorker message) {
        if (message.name() != null) {
            return message.name();
        }
        if (!message.device().isEmpty()) {
            return CleanText.shortened(message.device(), 40);
        }
        String kind = message.deviceKind();
        return kind.equals("unknown") ? "Worker" : Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    }

    private static boolean sameKey(String given, String valid) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), valid.getBytes(StandardCharsets.UTF_8));
    }
}
