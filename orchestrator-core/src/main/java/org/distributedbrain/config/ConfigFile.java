package org.distributedbrain.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.SecretFile;

/** The file in the data folder that settings may stand in: {@code key = value} in lines, {@code #} before remarks. */
public final class ConfigFile {
    public static final String NAME = "brain.conf";

    /** Nobody has so many settings; it is not ours then. */
    private static final long LARGEST = 1 << 20;

    private final Path file;

    private ConfigFile(Path file) {
        this.file = file;
    }

    public static ConfigFile in(Path dataFolder) {
        return new ConfigFile(dataFolder.resolve(NAME));
    }

    public Path path() {
        return file;
    }

    /**
     * What it says; nothing where there is no file.
     *
     * @param problems gets a sentence for each line that means nothing
     * @throws BadInput when it cannot be read
     */
    public Map<Setting, String> read(List<String> problems) {
        Map<Setting, String> said = new EnumMap<>(Setting.class);
        Properties lines = new Properties();
        try {
            if (Files.size(file) > LARGEST) {
                throw new BadInput(file + " has more than " + LARGEST + " bytes, which no settings need: remove it.");
            }
            try (Reader reader = Files.newBufferedReader(file)) {
                lines.load(reader);
            }
        } catch (NoSuchFileException e) {
            return said;
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInput(
                    file + " cannot be read (" + e.getMessage() + "): make it text that you may read, or remove it.",
                    e);
        }
        for (String key : lines.stringPropertyNames()) {
            Setting.find(key)
                    .filter(Setting::inFile)
                    .ifPresentOrElse(
                            setting -> said.put(setting, lines.getProperty(key).strip()),
                            () -> problems.add(file + " sets '" + key + "', which is no setting there: use "
                                    + String.join(", ", names()) + "."));
        }
        return said;
    }

    /** Puts a setting into the file, or takes it out with an empty value; whatever else stands there stays. */
    public void put(Setting setting, String value) throws IOException {
        if (!setting.inFile()) {
            throw new IllegalArgumentException(setting + " cannot stand in the file");
        }
        List<String> lines = new ArrayList<>();
        if (Files.exists(file)) {
            lines.addAll(Files.readAllLines(file));
        }
        lines.removeIf(line -> line.strip().matches(setting.key() + "\\s*[=: ].*"));
        if (!value.isBlank()) {
            lines.add(setting.key() + " = " + value.strip().replace("\\", "\\\\"));
        }
        SecretFile.write(file, String.join("\n", lines) + "\n"); // for its owner alone: it may hold the tunnel's token
    }

    private static List<String> names() {
        return Arrays.stream(Setting.values())
                .filter(Setting::inFile)
                .map(Setting::key)
                .toList();
    }
}
