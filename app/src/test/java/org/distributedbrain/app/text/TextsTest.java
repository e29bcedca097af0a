package org.distributedbrain.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    /** A key, or its beginning, with a dot at its end, when the rest is put to it at run time. */
    private static final Pattern KEY = Pattern.compile("Texts\\.of\\(\\s*\"([^\"]+)\"");

    @Test
    void every_text_that_is_asked_for_is_there_and_none_is_there_in_vain() throws Exception {
        Set<String> asked = asked();
        Set<String> there = texts().stringPropertyNames();
        assertThat(asked).allSatisfy(key -> assertThat(there).anyMatch(text -> text.equals(key) || isBegun(text, key)));
        assertThat(there).allSatisfy(text -> assertThat(asked).anyMatch(key -> text.equals(key) || isBegun(text, key)));
    }

    private static boolean isBegun(String text, String key) {
        return key.endsWith(".") && text.startsWith(key);
    }

    @Test
    void what_is_counted_has_a_word_for_one_and_a_word_for_more() throws IOException {
        Pattern counted = Pattern.compile("Figures\\.count\\([^;]*?, \"(\\w+)\"\\)");
        Set<String> nouns = found(counted);
        assertThat(nouns).contains("worker", "job");
        assertThat(nouns)
                .allSatisfy(noun -> assertThat(texts().getProperty("theme.count." + noun))
                        .as(noun)
                        .matches("[^|]+\\|[^|]+"));
    }

    @Test
    void the_parts_of_a_sentence_are_put_in() {
        assertThat(Texts.of("shell.trouble", "The disk is full.")).isEqualTo("Jobs are paused. The disk is full.");
        assertThat(texts().values()).noneMatch(text -> text.toString().contains("'"));
    }

    /** What the console's source asks for. */
    private static Set<String> asked() throws IOException {
        return found(KEY);
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                pattern.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(1)));
            }
        }
        return found;
    }

    private static Properties texts() {
        Properties texts = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream("texts.properties")) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
