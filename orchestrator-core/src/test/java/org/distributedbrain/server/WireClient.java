package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.distributedbrain.wire.DataFrame;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A worker's end of a connection, written for tests: keeps everything it is sent. */
final class WireClient implements WebSocket.Listener, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final List<JsonNode> texts = new CopyOnWriteArrayList<>();
    final List<byte[]> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private volatile int closeCode = -1;
    private volatile String closeReason = "";
    private volatile @Nullable WebSocket socket;

    static WireClient open(URI uri) {
        return open(uri, null);
    }

    static WireClient open(URI uri, @Nullable String origin) {
        WireClient client = new WireClient();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(LIMIT);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        client.socket = builder.buildAsync(uri, client).join();
        return client;
    }

    WireClient send(String message) {
        socket().sendText(message, true).join();
        return this;
    }

    WireClient send(ByteBuffer part, boolean last) {
        socket().sendBinary(part, last).join();
        return this;
    }

    WireClient sendPart(String part, boolean last) {
        socket().sendText(part, last).join();
        return this;
    }

    void ping(String payload) {
        socket().sendPing(ByteBuffer.wrap(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .join();
    }

    /** The whole result in one frame. */
    static ByteBuffer result(long task, long offset, float... values) {
        ByteBuffer frame =
                ByteBuffer.allocate(DataFrame.HEADER_BYTES + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        new DataFrame(DataFrame.Kind.RESULT, task, offset, values.length).writeTo(frame);
        for (float value : values) {
            frame.putFloat(value);
        }
        return frame.flip();
    }

    /** The first message of that type that has come or comes. */
    JsonNode awaitText(String type) {
        return awaitTexts(type, 1).getFirst();
    }

    List<JsonNode> awaitTexts(String type, int count) {
        await("message " + type)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> textsOf(type).size() >= count);
        return textsOf(type);
    }

    List<JsonNode> textsOf(String type) {
        return texts.stream()
                .filter(t -> t.get("type").stringValue().equals(type))
                .toList();
    }

    List<byte[]> awaitFrames(int count) {
        await("frames").atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> frames.size() >= count);
        return frames;
    }

    int awaitClose() {
        await("close").atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> closeCode >= 0);
        return closeCode;
    }

    /** The connection ends with this error said first, in one sentence. */
    String awaitEnd(String code, int close) {
        assertThat(awaitClose()).as(closeReason).isEqualTo(close);
        JsonNode error = texts.getLast();
        assertThat(error.get("type").stringValue()).isEqualTo("error");
        assertThat(error.get("code").stringValue()).isEqualTo(code);
        String sentence = error.get("message").stringValue();
        assertThat(sentence).endsWith(".").doesNotContain("\n");
        return sentence;
    }

    boolean isOpen() {
        return closeCode < 0;
    }

    String workerId() {
        return awaitText("registration_ack").get("workerId").stringValue();
    }

    private WebSocket socket() {
        return Objects.requireNonNull(socket);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            texts.add(JsonMapper.shared().readTree(text.toString()));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            frames.add(binary.toByteArray());
            binary.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeReason = reason;
        closeCode = code;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closeReason = String.valueOf(error);
        closeCode = 1006;
    }

    void leave() {
        socket().sendClose(1000, "").join();
    }

    /** Gone without a word. */
    void vanish() {
        socket().abort();
    }

    @Override
    public void close() {
        socket().abort();
    }
}
