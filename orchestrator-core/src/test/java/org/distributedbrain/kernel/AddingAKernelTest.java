package org.distributedbrain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.distributedbrain.job.TaskId;
import org.distributedbrain.job.TileSource;
import org.distributedbrain.kernel.TileKernel.Place;
import org.distributedbrain.wire.ServerMessage;
import org.distributedbrain.wire.WireCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/adding-a-kernel.md is true: its kernel compiles, is registered as it says, and gives the same in both languages. */
class AddingAKernelTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");
    private static final Pattern FILE = Pattern.compile("(?m)^`([^`]+)`\\n```\\w+\\n(.*?)^```$", Pattern.DOTALL);
    private static final Pattern LINE =
            Pattern.compile("(?m)^Registered in `([^`]+)`[^\\n]*\\n```\\w+\\n(.*?)\\n```$", Pattern.DOTALL);

    /** Computes a task as the page does, from the message that it gets. */
    private static final String PAGE = """
            import { findKernel } from './kernels/index.js';
            import { kernelsOf } from './worker/kernels.js';
            import { readMessage } from './worker/messages.js';
            const { kernel: name, fields } = readMessage(process.argv[2]);
            const kernel = findKernel(name);
            if (!(await kernelsOf({ name: 'webgpu' }, [kernel])).includes(name)) throw new Error('The trial fails.');
            const work = kernel.read(fields);
            const count = work.rows * work.cols;
            const out = new kernel.Values(new ArrayBuffer(4 * count), 0, count);
            for (const steps = kernel.js.steps(work, out); !steps.next().done; );
            console.log(JSON.stringify({ values: [...out], operations: kernel.operations(work, out) }));
            """;

    @TempDir
    private Path folder;

    private String text = "";

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(ROOT.resolve("docs/adding-a-kernel.md"));
    }

    @Test
    void the_kernel_of_the_text_is_short() {
        assertThat(files()).hasSize(4);
        long lines = Stream.concat(
                        files().values().stream(), LINE.matcher(text).results().map(line -> line.group(2)))
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .count();
        assertThat(lines).isLessThan(100);
    }

    @Test
    void it_is_registered_in_lines_that_are_there_without_it() throws IOException {
        List<MatchResult> lines = LINE.matcher(text).results().toList();
        assertThat(lines).hasSize(2);
        for (MatchResult line : lines) {
            String without = line.group(2).replace(", new Euclid()", "").replace(", euclid", "");
            assertThat(without).isNotEqualTo(line.group(2));
            assertThat(Files.readString(ROOT.resolve(line.group(1)))).contains(without + "\n");
        }
    }

    @Test
    void its_java_compiles_and_counts_the_divisions() throws Exception {
        TileKernel euclid = compiled();
        TileSource source = euclid.plan(Map.of("from", "1", "side", "300")).source();
        int[] values = values(euclid, source, new Place(143, 1, 232, 2));

        // 144 and 233 are Fibonacci numbers, which take longest (G. Lamé, 1844): the first division only swaps them.
        assertThat(values).containsExactly(12, 6);
    }

    @Test
    void both_languages_give_the_same_from_the_same_message() throws Exception {
        assumeTrue(hasNode(), "node is not installed; the page's half of docs/adding-a-kernel.md cannot be run.");
        TileKernel euclid = compiled();
        TileSource source =
                euclid.plan(Map.of("from", "999999000", "side", "8192")).source();
        Place place = new Place(17, 90, 4000, 110);
        int[] expected = values(euclid, source, place);

        String message = WireCodec.encode(new ServerMessage.ComputeTile(
                new TaskId(1),
                "job",
                0,
                euclid.name(),
                place.firstRow(),
                place.rows(),
                place.firstCol(),
                place.cols(),
                source.parameters()));
        String answer = onThePage(message);

        double operations = euclid.operations(source, place, bytes(euclid, source, place));
        assertThat(answer)
                .isEqualTo("{\"values\":["
                        + Arrays.stream(expected).mapToObj(Integer::toString).collect(Collectors.joining(","))
                        + "],\"operations\":" + (long) operations + "}");
    }

    private Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        FILE.matcher(text).results().forEach(file -> files.put(file.group(1), file.group(2)));
        return files;
    }

    private TileKernel compiled() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("java"));
        List<String> arguments = Stream.concat(
                        Stream.of("-d", folder.resolve("classes").toString(), "-cp", classpath()),
                        files().entrySet().stream()
                                .filter(file -> file.getKey().endsWith(".java"))
                                .map(file -> write(
                                                sources.resolve(
                                                        Path.of(file.getKey()).getFileName()),
                                                file.getValue())
                                        .toString()))
                .toList();
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.resolve("classes").toUri().toURL()})) {
            return (TileKernel) loader.loadClass("org.distributedbrain.kernel.euclid.Euclid")
                    .getConstructor()
                    .newInstance();
        }
    }

    private static String classpath() {
        String tests = System.getProperty("surefire.test.class.path");
        return tests == null ? System.getProperty("java.class.path") : tests;
    }

    /** As the server serves it: the worker's files and the kernels side by side. */
    private String onThePage(String message) throws Exception {
        Path site = folder.resolve("site");
        copy(ROOT.resolve("worker-page/src/main/resources/page/worker"), site.resolve("worker"));
        copy(ROOT.resolve("worker-page/src/kernels"), site.resolve("kernels"));
        for (Map.Entry<String, String> file : files().entrySet()) {
            if (file.getKey().endsWith(".js")) {
                Path target = site.resolve("kernels/euclid")
                        .resolve(Path.of(file.getKey()).getFileName());
                Files.createDirectories(target.getParent());
                write(target, file.getValue());
            }
        }
        Path index = site.resolve("kernels/index.js");
        MatchResult line = LINE.matcher(text)
                .results()
                .filter(it -> it.group(1).endsWith(".js"))
                .findFirst()
                .orElseThrow();
        String registered = Files.readString(index).replace(line.group(2).replace(", euclid", ""), line.group(2));
        write(index, "import { euclid } from './euclid/kernel.js';\n" + registered);
        write(site.resolve("package.json"), "{\"type\":\"module\"}");
        write(site.resolve("run.js"), PAGE);
        Process node = new ProcessBuilder("node", site.resolve("run.js").toString(), message)
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static Path write(Path file, String content) {
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] values(TileKernel kernel, TileSource source, Place place) {
        ByteBuffer bytes = bytes(kernel, source, place).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int[] values = new int[place.rows() * place.cols()];
        bytes.asIntBuffer().get(values);
        return values;
    }

    private static MemorySegment bytes(TileKernel kernel, TileSource source, Place place) {
        MemorySegment result = MemorySegment.ofArray(new byte[4 * place.rows() * place.cols()]);
        kernel.compute(
                new TileSource(source.kernel(), 1, 1, 1, new TreeMap<>(source.parameters())),
                place,
                result,
                () -> false);
        return result;
    }

    private static boolean hasNode() {
        try {
            Process version = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            Objects.requireNonNull(version.getInputStream()).readAllBytes();
            return version.waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }
}
