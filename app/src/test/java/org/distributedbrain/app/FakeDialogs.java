package org.distributedbrain.app;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.distributedbrain.app.dialogs.FileDialogs;

/** A person who chooses what the test lined up, and then changes their mind. */
public final class FakeDialogs implements FileDialogs {
    private final Deque<Path> answers = new ArrayDeque<>();

    public void willChoose(Path... files) {
        answers.addAll(java.util.List.of(files));
    }

    @Override
    public Optional<Path> openMatrix(String title) {
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<Path> saveNpy(String title, String suggestedName) {
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<Path> saveJson(String title, String suggestedName) {
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<Path> saveCsv(String title, String suggestedName) {
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public Optional<Path> folder(String title) {
        return Optional.ofNullable(answers.poll());
    }
}
