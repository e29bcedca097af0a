package org.distributedbrain.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import org.distributedbrain.job.BadInput;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code brain}: reads the line, runs one command, and turns what went wrong into a sentence and an exit status. */
public final class Brain {
    private Brain() {}

    public static void main(String[] args) {
        System.exit(run(Terminal.system(), args));
    }

    /** Runs one command line and returns its exit status. */
    static int run(Terminal terminal, String... args) {
        var line = new CommandLine(new RootCommand(terminal));
        for (var command : Commands.all(terminal)) {
            line.addSubcommand(command);
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false).setUsageHelpWidth(100);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
        line.setOut(new PrintWriter(terminal.out(), true));
        line.setErr(new PrintWriter(terminal.err(), true));
        line.setParameterExceptionHandler((e, _) -> misused(terminal, e));
        line.setExecutionExceptionHandler((e, _, _) -> failed(terminal, e));
        return line.execute(args);
    }

    private static int misused(Terminal terminal, ParameterException e) {
        var spec = e.getCommandLine().getCommandSpec();
        terminal.err().println(firstLine(e));
        meant(e).ifPresentOrElse(
                        word -> terminal.err().println("Did you mean " + word + "?"),
                        () -> terminal.err().println("See ./" + spec.qualifiedName() + " --help."));
        return ExitStatus.BAD_INPUT;
    }

    private static Optional<String> meant(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return Optional.empty();
        }
        var spec = e.getCommandLine().getCommandSpec();
        var typed = unmatched.getUnmatched().getFirst();
        return Nearest.to(
                typed,
                typed.startsWith("-")
                        ? spec.optionsMap().keySet()
                        : spec.subcommands().keySet());
    }

    private static int failed(Terminal terminal, Exception e) {
        var sentence = firstLine(e);
        terminal.err().println(sentence);
        return switch (e) {
            case BadInput _ -> ExitStatus.BAD_INPUT;
            case NoOrchestrator _ -> ExitStatus.NO_ORCHESTRATOR;
            case Refused refused when refused.status() < 500 -> ExitStatus.BAD_INPUT;
            case Refused _ -> ExitStatus.JOB_FAILED;
            default -> {
                LoggerFactory.getLogger(Brain.class).debug("Unexpected failure", e);
                terminal.err().println("This should not happen" + place(e) + "; please report it.");
                yield ExitStatus.JOB_FAILED;
            }
        };
    }

    private static String firstLine(Exception e) {
        var message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static String place(Exception e) {
        return Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.distributedbrain"))
                .findFirst()
                .map(frame -> " (" + e.getClass().getSimpleName() + " at " + frame + ")")
                .orElse("");
    }
}
