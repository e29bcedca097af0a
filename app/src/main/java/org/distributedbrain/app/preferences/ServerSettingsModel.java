package org.distributedbrain.app.preferences;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.config.Check;
import org.distributedbrain.config.ConfigFile;
import org.distributedbrain.config.Setting;

/** The settings in the data folder's {@code brain.conf}: checked as they are typed, and written when they are right. */
public final class ServerSettingsModel {

    /** Those that are set here, in this order. */
    static final List<Setting> SHOWN =
            Arrays.stream(Setting.values()).filter(Setting::inFile).toList();

    private record Field(StringProperty text, ReadOnlyStringWrapper problem) {}

    private final ConfigFile file;
    private final Tasks tasks;
    private final Map<Setting, Field> fields = new EnumMap<>(Setting.class);
    private final Map<Setting, String> stored = new EnumMap<>(Setting.class);
    private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper(this, "remark", "");

    public ServerSettingsModel(Path dataFolder, Tasks tasks) {
        this.file = ConfigFile.in(dataFolder);
        this.tasks = tasks;
        for (Setting setting : SHOWN) {
            Field field = new Field(new SimpleStringProperty(""), new ReadOnlyStringWrapper(""));
            fields.put(setting, field);
            field.text()
                    .subscribe(text -> field.problem()
                            .set(Check.of(setting, name(setting), text).orElse("")));
        }
        tasks.run("settings", () -> file.read(new ArrayList<>()), this::show, remark::set);
    }

    private void show(Map<Setting, String> found) {
        stored.putAll(found);
        found.forEach((setting, text) -> field(setting).text().set(text));
    }

    static String name(Setting setting) {
        return Texts.of("preferences.setting." + setting.key());
    }

    /** Where they are written. */
    Path path() {
        return file.path();
    }

    /** What stands in the file, or is being typed; empty for what is usual. */
    public StringProperty text(Setting setting) {
        return field(setting).text();
    }

    /** What is wrong with it, in a sentence; empty when nothing is. */
    public ReadOnlyStringProperty problem(Setting setting) {
        return field(setting).problem().getReadOnlyProperty();
    }

    /** What came of the last change, in a sentence. */
    public ReadOnlyStringProperty remark() {
        return remark.getReadOnlyProperty();
    }

    /** Writes what was typed, if it is right and new. */
    public void save(Setting setting) {
        Field field = field(setting);
        String text = field.text().get().strip();
        if (!field.problem().get().isEmpty() || text.equals(stored.getOrDefault(setting, ""))) {
            return;
        }
        tasks.run(
                "settings",
                () -> {
                    file.put(setting, text);
                    return text;
                },
                written -> {
                    stored.put(setting, written);
                    remark.set(
                            ofTunnel(setting)
                                    ? Texts.of("preferences.saved.tunnel", name(setting))
                                    : Texts.of("preferences.saved", name(setting)));
                },
                remark::set);
    }

    /** Which is looked up whenever the tunnel is started. */
    private static boolean ofTunnel(Setting setting) {
        return setting == Setting.TUNNEL_TOKEN || setting == Setting.TUNNEL_ALLOWANCE;
    }

    private Field field(Setting setting) {
        return Objects.requireNonNull(fields.get(setting), setting::key);
    }
}
