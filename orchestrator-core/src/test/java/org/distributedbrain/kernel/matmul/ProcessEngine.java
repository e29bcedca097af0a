package org.distributedbrain.kernel.matmul;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An engine in a process of its own. Each product goes to it as three 32-bit integers (rows, inner, cols), A and B, and comes back as C, all
 * little-endian; it says {@code ready} in a line once it can begin, or {@code cannot} where something it needs is missing, and ends with its input.
 */
final class ProcessEngine implements Engine {
    private static final Path PAGE = Path.of("..", "worker-page");

    /** What NumPy does with the same bytes. */
    private static final String NUMPY = """
            import sys
            try:
                import numpy as np
            except ImportError:
                sys.exit(print('cannot'))
            sys.stdout.buffer.write(b'ready\\n'); sys.stdout.buffer.flush()
            np.seterr(all='ignore')
            while True:
                head = sys.stdin.buffer.read(12)
                if len(head) < 12: break
                m, k, n = np.frombuffer(head, '<i4')
                a = np.frombuffer(sys.stdin.buffer.read(4 * m * k), '<f4').reshape(m, k)
                b = np.frombuffer(sys.stdin.buffer.read(4 * k * n), '<f4').reshape(k, n)
                sys.stdout.buffer.write((a @ b).astype('<f4').tobytes()); sys.stdout.buffer.flush()
            """;

    private final String name;
    private final Process process;
    private final DataInputStream answers;

    private ProcessEngine(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = new DataInputStream(process.getInputStream());
    }

    /** {@code js}, {@code wasm} or {@code webgpu} of the worker page; empty where it cannot run on this computer. */
    static Optional<Engine> ofPage(String engine) throws IOException, InterruptedException {
        boolean there = Files.isDirectory(PAGE.resolve("node_modules").resolve("playwright-core"));
        return there
                ? start(
                        engine,
                        List.of("node", "--import", "./test/support/as-served.js", "test/support/products.js", engine))
                : Optional.empty();
    }

    static Optional<Engine> numpy() throws IOException, InterruptedException {
        return start("NumPy", List.of("python3", "-c", NUMPY));
    }

    private static Optional<Engine> start(String name, List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(PAGE.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Optional.empty(); // no such program here
        }
        ProcessEngine engine = new ProcessEngine(name, process);
        String said = firstLine(process.getInputStream());
        if (said.equals("ready")) {
            return Optional.of(engine);
        }
        engine.close();
        if (said.equals("cannot")) {
            return Optional.empty();
        }
        throw new IOException(String.join(" ", command) + " did not start.");
    }

    private static String firstLine(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = from.read(); c >= 0 && c != '\n'; c = from.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public float[] multiply(int rows, int inner, int cols, float[] a, float[] b) throws IOException {
        ByteBuffer asked = ByteBuffer.allocate(12 + 4 * (a.length + b.length)).order(ByteOrder.LITTLE_ENDIAN);
        asked.putInt(rows).putInt(inner).putInt(cols);
        asked.asFloatBuffer().put(a).put(b);
        OutputStream to = process.getOutputStream();
        to.write(asked.array());
        to.flush();
        byte[] answer = new byte[4 * rows * cols];
        answers.readFully(answer);
        float[] c = new float[rows * cols];
        ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(c);
        return c;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
