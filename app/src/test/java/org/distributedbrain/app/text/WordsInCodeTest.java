package org.distributedbrain.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What people read stands in {@code texts.properties}, not in code. */
class WordsInCodeTest {
    /** Two words, a word with a space beside it, or a word that begins like a sentence. */
    private static final Pattern WORDS = Pattern.compile("\\p{L} \\p{L}|^ \\p{L}{2}|\\p{L}{2} $|^_?\\p{Lu}\\p{Ll}+");

    /** Names, patterns of dates, outlines and units, which are the same in every language. */
    private static final Pattern NO_WORDS = Pattern.compile("Inter( \\p{L}+)?|Web(GPU|Assembly)|JavaScript|Vector API"
            + "|[dEMyHmsSxX:.,' -]+|M[MAaHhLlVvZz0-9. -]+| ?[MG]?(B|FLOP/s|ops/s|ops|ms)|%d (min|h) %02d (s|min)");

    /** What only those read who look after the program: the log, and what says that the program is wrong. */
    private static final Set<String> LOGGED = Set.of("LOG.info", "LOG.warn", "LOG.error", "LOG.debug");

    private static final Set<String> OWN_FAULTS = Set.of(
            "IllegalStateException",
            "IllegalArgumentException",
            "UnsupportedOperationException",
            "UncheckedIOException");

    @Test
    void no_sentence_for_people_stands_in_the_code() throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            List<Path> all =
                    sources.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(all));
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Finder(unit, found), null);
            }
        }
        assertThat(found).isEmpty();
    }

    /** Notes the literals that look like words. */
    private static final class Finder extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final List<String> found;

        Finder(CompilationUnitTree unit, List<String> found) {
            this.unit = unit;
            this.found = found;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            return LOGGED.contains(call.getMethodSelect().toString())
                    ? null
                    : super.visitMethodInvocation(call, nothing);
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void nothing) {
            return OWN_FAULTS.contains(made.getIdentifier().toString()) ? null : super.visitNewClass(made, nothing);
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            if (literal.getValue() instanceof String text
                    && WORDS.matcher(text).find()
                    && !NO_WORDS.matcher(text).matches()) {
                Path file = Path.of(unit.getSourceFile().getName()).getFileName();
                found.add(file + ": \"" + text + "\"");
            }
            return null;
        }
    }
}
