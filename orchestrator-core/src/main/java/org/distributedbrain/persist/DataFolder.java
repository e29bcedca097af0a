package org.distributedbrain.persist;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * The one folder that holds everything an orchestrator keeps, and that belongs to it while it runs. A person can find it, copy it while
 * nothing runs, and delete it.
 *
 * <pre>
 * brain.db          jobs, workers and what they did (see db/)
 * results/          finished results, JOB.npy
 * scratch/          work under way; emptied at every start
 * blobs/            operands that are kept
 * logs/
 * operator.token    opens the operator's doors
 * join.key          opens the workers' door
 * certificate.key   signs certificates
 * tunnel/           ngrok's agent if it was fetched, its configuration, and what went through it
 * https.crt         the certificate of https in the network, and its key
 * https.key
 * server.json       the address of the orchestrator that runs here
 * brain.lock        held while one does
 * </pre>
 */
public final class DataFolder implements AutoCloseable {
    static final String SERVER_FILE = "server.json";
    static final String TOKEN_FILE = "operator.token";

    private static final String KEY_FILE = "join.key";
    private static final String CERTIFICATE_KEY_FILE = "certificate.key";
    private static final int TOKEN_BITS = 256;

    /** 22 characters: short enough for a QR code that a phone reads from across a table. */
    private static final int KEY_BITS = 128;

    private final DataPaths paths;
    private final List<FolderLock> locks = new ArrayList<>();
    private volatile String operatorToken;
    private volatile String joinKey;

    private DataFolder(DataPaths paths) throws IOException {
        this.paths = paths;
        boolean ready = false;
        try {
            makeFolder(paths.root());
            lock();
            for (Path folder : List.of(results(), scratch(), blobs(), logs())) {
                makeFolder(folder);
            }
            Litter.clear(scratch());
            RunningServer.withdraw(paths.root());
            operatorToken = SecretFile.readOrMake(paths.root().resolve(TOKEN_FILE), TOKEN_BITS);
            joinKey = SecretFile.readOrMake(paths.root().resolve(KEY_FILE), KEY_BITS);
            ready = true;
        } finally {
            if (!ready) {
                unlock();
            }
        }
    }

    /**
     * Takes the folder for this process, making what is missing.
     *
     * @throws BadInput when it is a file, cannot be written, or another orchestrator has it
     */
    public static DataFolder open(DataPaths paths) {
        Path root = paths.root();
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new BadInput("The data folder " + root + " is a file: choose a folder with --data.");
        }
        try {
            return new DataFolder(paths);
        } catch (IOException e) {
            throw new BadInput(
                    "The data folder " + root + " cannot be written (" + reason(e)
                            + "): see that you may write there and that the disk has room, or choose another with --data.",
                    e);
        }
    }

    private void lock() throws IOException {
        Path root = paths.root();
        locks.add(FolderLock.acquire(root.resolve("brain.lock"), "The data folder " + root));
        Path database = paths.database();
        Path elsewhere = database.getParent();
        if (elsewhere != null && !elsewhere.equals(root)) {
            Files.createDirectories(elsewhere);
            locks.add(FolderLock.acquire(
                    database.resolveSibling(database.getFileName() + ".lock"), "The database " + database));
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return; // whose access a person may have chosen
        }
        if (SecretFile.isPosix(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static @Nullable String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    public Path root() {
        return paths.root();
    }

    public Path database() {
        return paths.database();
    }

    public Path results() {
        return root().resolve("results");
    }

    /** Where the finished result of a job is, or will be. */
    public Path result(JobId job) {
        return results().resolve(job + ".npy");
    }

    /** Deletes what was written of results of jobs that will not go on. @throws BadInput when it cannot be */
    public void keepUnfinished(Set<JobId> jobs) {
        try {
            Litter.clearUnfinished(results(), jobs);
        } catch (IOException e) {
            throw new BadInput(
                    "The data folder " + root() + " cannot be cleaned up (" + reason(e)
                            + "): see that you may write there.",
                    e);
        }
    }

    /** On the same disk as {@link #results()}, so that what is finished is renamed into place. */
    public Path scratch() {
        return root().resolve("scratch");
    }

    public Path blobs() {
        return root().resolve("blobs");
    }

    /** For what makes the orchestrator known to the internet. */
    public Path tunnel() {
        return root().resolve("tunnel");
    }

    public Path logs() {
        return root().resolve("logs");
    }

    /** 43 characters, the same at every start until it is renewed. */
    public String operatorToken() {
        return operatorToken;
    }

    /** Makes a new operator token; the old one opens nothing any more. @throws BadInput when it cannot be stored, and the old one stays */
    public synchronized String renewOperatorToken() {
        operatorToken = renewed(TOKEN_FILE, TOKEN_BITS, "operator token");
        return operatorToken;
    }

    /** Signs certificates; made when first needed. @throws BadInput when its file holds something else */
    public synchronized KeyPair signingKey() throws IOException {
        return SigningKey.readOrMake(paths.root().resolve(CERTIFICATE_KEY_FILE));
    }

    /** 22 characters, the same at every start until it is renewed. */
    public String joinKey() {
        return joinKey;
    }

    /** Makes a new join key; the old one opens nothing any more. @throws BadInput when it cannot be stored, and the old one stays */
    public synchronized String renewJoinKey() {
        joinKey = renewed(KEY_FILE, KEY_BITS, "join key");
        return joinKey;
    }

    private String renewed(String file, int bits, String what) {
        try {
            return SecretFile.renew(root().resolve(file), bits);
        } catch (IOException e) {
            throw new BadInput(
                    "The new " + what + " cannot be stored in " + root() + " (" + reason(e)
                            + "), and the old one stays: make room there and see that it may be written.",
                    e);
        }
    }

    /** Lets commands on this computer find the orchestrator, until this folder is closed. See {@link RunningServer#find}. */
    public void publishServer(URI url) {
        try {
            RunningServer.publish(root(), url);
        } catch (IOException e) {
            throw new BadInput(
                    "The orchestrator's address cannot be stored in " + root() + " (" + reason(e)
                            + "): make room there and see that it may be written.",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            RunningServer.withdraw(root());
        } catch (IOException e) {
            // A file that stays behind names a process that is gone, and is not believed.
        } finally {
            unlock();
        }
    }

    private void unlock() {
        for (FolderLock lock : locks.reversed()) {
            try {
                lock.close();
            } catch (IOException e) {
                // The system takes it back when the process ends.
            }
        }
        locks.clear();
    }
}
