package org.distributedbrain.config;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.distributedbrain.OrchestratorOptions;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.persist.DataPaths;
import org.distributedbrain.tunnel.TunnelOptions;
import org.distributedbrain.tunnel.TunnelSettings;
import org.jspecify.annotations.Nullable;

/** The values in force. The command line goes before the environment, the environment before the file, the file before what is usual. */
public final class Configuration {

    /** Where a value comes from. */
    public enum From {
        FLAG,
        ENVIRONMENT,
        FILE,
        DEFAULT
    }

    /** @param where the flag, variable or file by name; empty for what is usual */
    public record Value(String text, From from, String where) {}

    private static final double BYTES_A_GIGABYTE = 1e9;

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

    private Configuration() {}

    /**
     * @param flags what was given on the command line
     * @throws BadInput with every value that cannot be used, a sentence each, in lines
     */
    public static Configuration of(Map<Setting, String> flags, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Configuration configuration = new Configuration();
        configuration.take(Setting.DATA, flags, environment, Map.of(), "", problems);
        if (!problems.isEmpty()) {
            throw new BadInput(String.join("\n", problems));
        }
        ConfigFile file = ConfigFile.in(configuration.dataFolder());
        Map<Setting, String> inFile = file.read(problems);
        for (Setting setting : Setting.values()) {
            if (setting != Setting.DATA) {
                configuration.take(
                        setting, flags, environment, inFile, file.path().toString(), problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInput(String.join("\n", problems));
        }
        return configuration;
    }

    private void take(
            Setting setting,
            Map<Setting, String> flags,
            Map<String, String> environment,
            Map<Setting, String> inFile,
            String file,
            List<String> problems) {
        Value value = find(setting, flags, environment, inFile, file);
        values.put(setting, value);
        Check.of(setting, named(setting, value), value.text()).ifPresent(problems::add);
    }

    private static Value find(
            Setting setting,
            Map<Setting, String> flags,
            Map<String, String> environment,
            Map<Setting, String> inFile,
            String file) {
        String flag = flags.get(setting);
        if (flag != null) {
            return new Value(flag, From.FLAG, "--" + setting.key());
        }
        String variable = environment.get(setting.variable());
        if (variable != null && !variable.isBlank()) {
            return new Value(variable.strip(), From.ENVIRONMENT, setting.variable());
        }
        String line = inFile.get(setting);
        if (line != null && !line.isBlank()) {
            return new Value(line, From.FILE, file);
        }
        return new Value(setting.fallback(), From.DEFAULT, "");
    }

    /** As the tunnel asks for its settings: they are looked up each time. */
    public static Supplier<TunnelSettings> tunnelSettings(Path dataFolder, Map<String, String> environment) {
        Map<String, String> kept = Map.copyOf(environment);
        return () -> of(Map.of(Setting.DATA, dataFolder.toString()), kept).tunnel(kept);
    }

    private TunnelSettings tunnel(Map<String, String> environment) {
        String token = text(Setting.TUNNEL_TOKEN);
        String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
        return new TunnelSettings(
                token.isEmpty() ? null : token,
                Math.round(Double.parseDouble(text(Setting.TUNNEL_ALLOWANCE)) * BYTES_A_GIGABYTE),
                Arrays.stream(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of)
                        .toList());
    }

    private static String named(Setting setting, Value value) {
        return switch (value.from()) {
            case FLAG -> value.where();
            case ENVIRONMENT -> "The variable " + value.where();
            case FILE -> "'" + setting.key() + "' in " + value.where();
            case DEFAULT -> setting.key();
        };
    }

    /** Its text, empty for none, and where that comes from. */
    public Value value(Setting setting) {
        return Objects.requireNonNull(values.get(setting), setting::key);
    }

    private String text(Setting setting) {
        return value(setting).text().strip();
    }

    /** Whether the log is for programs: a JSON object a line. */
    public boolean logsJson() {
        return text(Setting.LOG).equals("json");
    }

    /** The folder that holds everything. */
    public Path dataFolder() {
        return paths().root();
    }

    private DataPaths paths() {
        String root = text(Setting.DATA);
        DataPaths usual = DataPaths.resolve(root.isEmpty() ? null : Path.of(root), Map.of());
        Value database = values.get(Setting.DATABASE);
        return database == null || database.text().isBlank()
                ? usual
                : new DataPaths(
                        usual.root(),
                        Path.of(database.text().strip()).toAbsolutePath().normalize());
    }

    /** What an orchestrator is started with. @param environment looked up again for the tunnel's settings */
    public OrchestratorOptions orchestrator(Map<String, String> environment, InstantSource clock) {
        return new OrchestratorOptions(
                paths(),
                text(Setting.HOST),
                Integer.parseInt(text(Setting.PORT)),
                httpsPort(),
                publicUrl(),
                Boolean.parseBoolean(text(Setting.TRUST_FORWARDED)),
                Set.copyOf(Check.split(text(Setting.ALLOWED_ORIGINS))),
                new TunnelOptions(
                        Boolean.parseBoolean(text(Setting.TUNNEL)), tunnelSettings(dataFolder(), environment)),
                clock);
    }

    private int httpsPort() {
        String port = text(Setting.HTTPS_PORT);
        return port.isEmpty() ? OrchestratorOptions.NEXT_PORT : Integer.parseInt(port);
    }

    private @Nullable URI publicUrl() {
        String url = text(Setting.PUBLIC_URL);
        return url.isEmpty() ? null : URI.create(url);
    }
}
