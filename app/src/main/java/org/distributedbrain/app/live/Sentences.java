package org.distributedbrain.app.live;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.distributedbrain.job.BadInput;

/** What went wrong, as one sentence for people. */
public final class Sentences {
    private Sentences() {}

    public static String of(Throwable problem) {
        String message = problem.getMessage();
        return switch (problem) {
            case BadInput bad -> String.valueOf(message);
            case NoSuchFileException missing ->
                "There is no file or folder '" + missing.getFile() + "': choose another one.";
            case AccessDeniedException denied ->
                "'" + denied.getFile() + "' may not be written or read by you: choose another place.";
            case FileSystemException file ->
                "'" + file.getFile() + "' could not be written or read: "
                        + (file.getReason() == null ? "the system gives no reason" : file.getReason()) + ".";
            case IOException io -> "Reading or writing failed: " + (message == null ? "no reason given" : message);
            default ->
                message == null || message.isBlank()
                        ? "Something unexpected happened (" + problem.getClass().getSimpleName()
                                + "); the log says more."
                        : message;
        };
    }

    /** True for what is a fault of ours rather than of the input, and belongs into the log. */
    static boolean isUnexpected(Throwable problem) {
        return !(problem instanceof BadInput) && !(problem instanceof IOException);
    }
}
