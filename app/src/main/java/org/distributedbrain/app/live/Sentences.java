package org.distributedbrain.app.live;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.job.BadInput;

/** What went wrong, as one sentence for people. */
public final class Sentences {
    private Sentences() {}

    public static String of(Throwable problem) {
        String message = problem.getMessage();
        return switch (problem) {
            case BadInput bad -> String.valueOf(message);
            case NoSuchFileException missing -> Texts.of("live.missing", missing.getFile());
            case AccessDeniedException denied -> Texts.of("live.denied", denied.getFile());
            case FileSystemException file ->
                Texts.of(
                        "live.file",
                        file.getFile(),
                        file.getReason() == null ? Texts.of("live.file.reason") : file.getReason());
            case IOException io -> Texts.of("live.io", message == null ? Texts.of("live.io.reason") : message);
            default ->
                message == null || message.isBlank()
                        ? Texts.of("live.unexpected", problem.getClass().getSimpleName())
                        : message;
        };
    }

    /** True for what is a fault of ours rather than of the input, and belongs into the log. */
    static boolean isUnexpected(Throwable problem) {
        return !(problem instanceof BadInput) && !(problem instanceof IOException);
    }
}
