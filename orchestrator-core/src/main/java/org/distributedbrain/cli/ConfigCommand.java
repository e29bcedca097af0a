package org.distributedbrain.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.distributedbrain.config.ConfigFile;
import org.distributedbrain.config.Configuration;
import org.distributedbrain.config.Setting;
import org.distributedbrain.server.api.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brain config}: what an orchestrator would run with, and where each value comes from. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Show what an orchestrator would run with, and where each value comes from: the command line, else the environment,"
                    + " else brain.conf in the data folder, else what is usual."
        },
        footer = {"", "Example: PORT=8080 ./brain config --host 0.0.0.0"})
final class ConfigCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    ServerOptions server;

    @Option(names = "--json", description = "Print one JSON document.")
    boolean json;

    ConfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var configuration = server.resolve(terminal.environment());
        if (json) {
            terminal.out().println(Json.pretty(document(configuration)));
            return ExitStatus.DONE;
        }
        var table = new Table(List.of("SETTING", "VALUE", "FROM", "VARIABLE", "MEANS"), Set.of());
        for (var setting : Setting.values()) {
            table.row(
                    setting.key(),
                    shown(configuration, setting),
                    from(configuration, setting),
                    setting.variable(),
                    setting.description());
        }
        table.print(terminal);
        terminal.err()
                .println("The file is "
                        + ConfigFile.in(configuration.dataFolder()).path() + ", with lines like: port = 8080");
        return ExitStatus.DONE;
    }

    private static List<Map<String, Object>> document(Configuration configuration) {
        var all = new ArrayList<Map<String, Object>>();
        for (var setting : Setting.values()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("setting", setting.key());
            one.put("value", value(configuration, setting));
            one.put("from", configuration.value(setting).from().name().toLowerCase(Locale.ROOT));
            one.put("where", configuration.value(setting).where());
            one.put("variable", setting.variable());
            one.put("description", setting.description());
            all.add(one);
        }
        return all;
    }

    private static String shown(Configuration configuration, Setting setting) {
        var value = value(configuration, setting);
        return value.isEmpty() ? "–" : value;
    }

    /** The data folder is somewhere even where nobody said so; a secret is not shown. */
    private static String value(Configuration configuration, Setting setting) {
        if (setting == Setting.DATA) {
            return configuration.dataFolder().toString();
        }
        var text = configuration.value(setting).text();
        return setting.isSecret() && !text.isEmpty() ? "(set)" : text;
    }

    private static String from(Configuration configuration, Setting setting) {
        var value = configuration.value(setting);
        return switch (value.from()) {
            case FLAG, ENVIRONMENT -> value.where();
            case FILE -> ConfigFile.NAME;
            case DEFAULT -> "default";
        };
    }
}
