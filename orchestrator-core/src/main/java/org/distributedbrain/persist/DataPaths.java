package org.distributedbrain.persist;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.distributedbrain.job.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * Where an orchestrator keeps what it keeps.
 *
 * @param root the data folder
 * @param database the database file, by default {@code brain.db} in the folder
 */
public record DataPaths(Path root, Path database) {

    /** The folder that was asked for, with the database in it. */
    public static DataPaths in(Path root) {
        Path folder = root.toAbsolutePath().normalize();
        return new DataPaths(folder, folder.resolve("brain.db"));
    }

    /**
     * What was asked for on the command line, else {@code BRAIN_DATA}, else {@code .distributed-brain} in the person's home folder;
     * {@code DATABASE_PATH} moves the database file elsewhere.
     *
     * @throws BadInput when one of the variables is no path
     */
    public static DataPaths resolve(@Nullable Path asked, Map<String, String> environment) {
        Path fromEnvironment = path(environment, "BRAIN_DATA");
        Path root = asked != null
                ? asked
                : fromEnvironment != null
                        ? fromEnvironment
                        : Path.of(System.getProperty("user.home"), ".distributed-brain");
        DataPaths inRoot = in(root);
        Path database = path(environment, "DATABASE_PATH");
        return database == null
                ? inRoot
                : new DataPaths(inRoot.root, database.toAbsolutePath().normalize());
    }

    private static @Nullable Path path(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return Path.of(value.strip());
        } catch (InvalidPathException e) {
            throw new BadInput(
                    "The variable " + variable + " is '" + value + "', which is no path (" + e.getReason()
                            + "): set it to a path, or remove it.",
                    e);
        }
    }
}
