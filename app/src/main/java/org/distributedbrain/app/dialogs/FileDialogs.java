package org.distributedbrain.app.dialogs;

import java.nio.file.Path;
import java.util.Optional;

/** Asks for files and folders. Called on the JavaFX thread; empty when the person changed their mind. */
public interface FileDialogs {

    Optional<Path> openMatrix(String title);

    Optional<Path> saveNpy(String title, String suggestedName);

    Optional<Path> saveJson(String title, String suggestedName);

    Optional<Path> saveCsv(String title, String suggestedName);

    Optional<Path> folder(String title);
}
