package org.distributedbrain.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One headless Chromium whose tabs are opened and closed one by one, over the HTTP part of its debugging door. */
final class ChromiumTabs implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI door;

    private ChromiumTabs(Process process, URI door) {
        this.process = process;
        this.door = door;
    }

    /** @param more further flags */
    static ChromiumTabs start(Path program, Path profile, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--enable-unsafe-webgpu",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
        command.addAll(List.of(more));
        command.add("about:blank");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path portFile = profile.resolve("DevToolsActivePort");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        Files.exists(portFile) && Files.readAllLines(portFile).size() > 1);
        return new ChromiumTabs(
                process,
                URI.create("http://127.0.0.1:" + Files.readAllLines(portFile).getFirst()));
    }

    /** Opens a tab and returns its name. */
    String open(URI page) throws IOException, InterruptedException {
        URI target = door.resolve("/json/new?" + URLEncoder.encode(page.toString(), StandardCharsets.UTF_8));
        String answer = http.send(
                        HttpRequest.newBuilder(target)
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return JsonMapper.shared().readTree(answer).get("id").asString();
    }

    void close(String tab) throws IOException, InterruptedException {
        http.send(HttpRequest.newBuilder(door.resolve("/json/close/" + tab)).build(), BodyHandlers.discarding());
    }

    /** Has the tab run a script, as a person at its console would, and returns what the browser answers. */
    String run(String tab, String script) throws Exception {
        String command = JsonMapper.shared()
                .writeValueAsString(
                        Map.of("id", 1, "method", "Runtime.evaluate", "params", Map.of("expression", script)));
        Answer answer = new Answer();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + door.getAuthority() + "/devtools/page/" + tab), answer)
                .get(60, TimeUnit.SECONDS);
        socket.sendText(command, true).get(60, TimeUnit.SECONDS);
        try {
            return answer.whole.get(60, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }

    private static final class Answer implements WebSocket.Listener {
        private final CompletableFuture<String> whole = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                whole.complete(text.toString());
            }
            socket.request(1);
            return null;
        }
    }

    @Override
    public void close() throws Exception {
        List<ProcessHandle> helpers = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        for (ProcessHandle helper : helpers) {
            helper.destroyForcibly();
            helper.onExit().get(60, TimeUnit.SECONDS);
        }
        http.close();
    }
}
