package org.distributedbrain.app.dialogs;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.distributedbrain.app.text.Texts;
import org.jspecify.annotations.Nullable;

/** The system's own dialogs over a window; they open where the last one ended. */
public final class StageFileDialogs implements FileDialogs {
    private final Window owner;
    private @Nullable File lastFolder;

    public StageFileDialogs(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> openMatrix(String title) {
        FileChooser chooser = chooser(title);
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter(Texts.of("dialogs.matrices"), "*.npy", "*.csv", "*.txt"),
                        new ExtensionFilter(Texts.of("dialogs.all"), "*.*"));
        return remember(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> saveNpy(String title, String suggestedName) {
        return save(title, suggestedName, new ExtensionFilter(Texts.of("dialogs.npy"), "*.npy"));
    }

    @Override
    public Optional<Path> saveJson(String title, String suggestedName) {
        return save(title, suggestedName, new ExtensionFilter(Texts.of("dialogs.json"), "*.json"));
    }

    @Override
    public Optional<Path> saveCsv(String title, String suggestedName) {
        return save(title, suggestedName, new ExtensionFilter(Texts.of("dialogs.csv"), "*.csv"));
    }

    private Optional<Path> save(String title, String suggestedName, ExtensionFilter kind) {
        FileChooser chooser = chooser(title);
        chooser.setInitialFileName(suggestedName);
        chooser.getExtensionFilters().add(kind);
        return remember(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        if (lastFolder != null && lastFolder.isDirectory()) {
            chooser.setInitialDirectory(lastFolder);
        }
        return chooser;
    }

    private Optional<Path> remember(@Nullable File chosen) {
        if (chosen == null) {
            return Optional.empty();
        }
        lastFolder = chosen.getAbsoluteFile().getParentFile();
        return Optional.of(chosen.toPath());
    }
}
