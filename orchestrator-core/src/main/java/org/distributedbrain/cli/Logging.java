package org.distributedbrain.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clients say warnings only ({@code logback.xml}); programs that serve also keep a log file, of five pieces of 5 MB at most. */
public final class Logging {
    private Logging() {}

    /**
     * Adds {@code brain.log} in the folder, from level INFO on.
     *
     * @param json a JSON object a line instead of text
     */
    public static void toFolder(Path logs, boolean json) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return; // a program that embeds us logs in its own way
        }
        var file = logs.resolve("brain.log").toString();
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setFile(file);
        appender.setEncoder(json ? json(context) : text(context));
        appender.setTriggeringPolicy(trigger(context));
        appender.setRollingPolicy(pieces(context, appender, file));
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        context.getLogger("org.distributedbrain").setLevel(Level.INFO);
    }

    /** What goes to stderr in JSON, too, from level INFO on: there a container's keeper reads it. */
    public static void jsonToStderr() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr")
                        instanceof OutputStreamAppender<ILoggingEvent> stderr) {
            stderr.stop();
            stderr.clearAllFilters();
            stderr.setEncoder(json(context));
            stderr.start();
        }
    }

    private static JsonEncoder json(LoggerContext context) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }

    private static PatternLayoutEncoder text(LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0} - %msg %kvp%n");
        encoder.start();
        return encoder;
    }

    private static SizeBasedTriggeringPolicy<ILoggingEvent> trigger(LoggerContext context) {
        var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        trigger.setContext(context);
        trigger.setMaxFileSize(FileSize.valueOf("5MB"));
        trigger.start();
        return trigger;
    }

    private static FixedWindowRollingPolicy pieces(LoggerContext context, FileAppender<?> owner, String file) {
        var pieces = new FixedWindowRollingPolicy();
        pieces.setContext(context);
        pieces.setParent(owner);
        pieces.setFileNamePattern(file + ".%i");
        pieces.setMinIndex(1);
        pieces.setMaxIndex(4);
        pieces.start();
        return pieces;
    }
}
