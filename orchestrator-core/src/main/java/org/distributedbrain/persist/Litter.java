package org.distributedbrain.persist;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.stream.Collectors;
import org.distributedbrain.job.JobId;
import org.jspecify.annotations.Nullable;

/** What an orchestrator that was killed left half-done. */
final class Litter {
    private Litter() {}

    /** Deletes results that were not completed: files of the folder whose names end in {@code .part} or {@code .planes}, but not of these jobs. */
    static void clearUnfinished(Path folder, Set<JobId> kept) throws IOException {
        Set<String> names = kept.stream().map(job -> job + ".npy").collect(Collectors.toSet());
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, "*.{part,planes}")) {
            for (Path file : unfinished) {
                String name = String.valueOf(file.getFileName());
                if (!names.contains(name.substring(0, name.lastIndexOf('.')))) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Deletes what is in the folder, but neither the folder nor what links in it lead to. */
    static void clear(Path folder) throws IOException {
        Path root = folder.toRealPath();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!visited.equals(root)) {
                    Files.delete(visited);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
