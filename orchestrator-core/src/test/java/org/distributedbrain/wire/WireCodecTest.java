package org.distributedbrain.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.distributedbrain.job.BlockId;
import org.distributedbrain.job.Capabilities;
import org.distributedbrain.job.Operand;
import org.distributedbrain.job.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireCodecTest {
    private static final WorkerMessage.RegisterWorker FULL = new WorkerMessage.RegisterWorker(
            "key",
            "w-1",
            "s-1",
            "Anna's phone",
            "phone",
            "webgpu",
            "Adreno 740",
            List.of("matmul"),
            4096,
            8192,
            5000,
            List.of("philox4x32-10"),
            new Capabilities(Map.of("webgpu", 2.5e11, "wasm", 2e10), 4e6, 1.5e6, 8.0, 7.5, 1L << 33));

    @Test
    void every_worker_message_survives_the_way_there_and_back() {
        for (WorkerMessage message : List.of(
                FULL,
                new WorkerMessage.RegisterWorker(
                        "",
                        null,
                        null,
                        null,
                        "unknown",
                        "js",
                        "",
                        List.of("matmul"),
                        4096,
                        4096,
                        4096,
                        List.of(),
                        Capabilities.UNTOLD),
                new WorkerMessage.Heartbeat(),
                new WorkerMessage.Pause(),
                new WorkerMessage.Resume(),
                new WorkerMessage.TaskStarted(new TaskId(0)),
                new WorkerMessage.TaskComplete(new TaskId(Protocol.MAX_INTEGER), 12.25, Protocol.MAX_INTEGER),
                new WorkerMessage.TaskFailed(new TaskId(17), "out_of_memory", "No room for 8 MiB."),
                new WorkerMessage.Leave("closed by its owner"))) {
            assertThat(WireCodec.decodeWorker(WireCodec.encode(message))).isEqualTo(message);
        }
    }

    @Test
    void every_server_message_survives_the_way_there_and_back() {
        var a = new ServerMessage.Block(new BlockId(5), 64, 1024);
        var b = new ServerMessage.Block(new BlockId(6), 1024, 3);
        var made =
                new ServerMessage.Generate("philox4x32-10", Long.MIN_VALUE, Operand.B, 4_194_302, 4, Integer.MAX_VALUE);
        for (ServerMessage message : List.of(
                new ServerMessage.RegistrationAck("w-1", "secret", "Anna's phone", 5000, 30_000, 2, 4 << 20),
                new ServerMessage.RegistrationAck("w-1", null, "Anna's phone", 5000, 30_000, 2, 4 << 20),
                new ServerMessage.ComputeTask(new TaskId(17), "job", 0, "matmul", 64, 1024, 3, a, b),
                new ServerMessage.ComputeTask(
                        new TaskId(18),
                        "job",
                        1,
                        "matmul",
                        64,
                        1,
                        3,
                        new ServerMessage.Block(new BlockId(7), 64, 1),
                        new ServerMessage.Block(new BlockId(8), 1, 3, made)),
                new ServerMessage.ComputeTile(
                        new TaskId(19), "job", 2, "mandelbrot", 64, 7, 0, 3, Map.of("re", "-1f00", "digits", "2")),
                new ServerMessage.ReleaseOperands(List.of(new BlockId(5), new BlockId(6))),
                new ServerMessage.CancelTask(new TaskId(17)),
                new ServerMessage.ResultAccepted(new TaskId(17)),
                new ServerMessage.ResultRejected(new TaskId(17), "wrong", "Row 3 is not the product."),
                new ServerMessage.Standing(3, 12),
                new ServerMessage.HeartbeatAck(),
                new ServerMessage.ErrorMessage("bad_key", "Ask for a new link."))) {
            assertThat(WireCodec.decodeServer(WireCodec.encode(message))).contains(message);
        }
    }

    @Test
    void a_worker_that_does_not_say_keeps_what_it_can_hold_and_makes_nothing() {
        var message = (WorkerMessage.RegisterWorker) WireCodec.decodeWorker(
                "{\"type\":\"register_worker\",\"protocol\":1,\"joinKey\":\"k\",\"engine\":\"js\",\"kernels\":[\"matmul\"],"
                        + "\"maxBlockBytes\":4096,\"memoryBytes\":8192}");
        assertThat(message.cacheBytes()).isEqualTo(8192);
        assertThat(message.generators()).isEmpty();
    }

    @Test
    void no_worker_keeps_more_than_it_can_hold() {
        var message = (WorkerMessage.RegisterWorker) WireCodec.decodeWorker(
                WireCodec.encode(FULL).replace("\"cacheBytes\":5000", "\"cacheBytes\":9007199254740991"));
        assertThat(message.cacheBytes()).isEqualTo(8192);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "wasm":2.0E10           | "wasm":0            | 'wasm' of register_worker.opsPerSecond is 0.0; it must be above 0
                    "wasm":2.0E10           | "wasm":1e19         | at most 1.0E18
                    "wasm":2.0E10           | "wasm":"fast"       | it must be a finite number
                    "wasm":2.0E10           | "W asm":1           | names 'W asm'; an engine is 1 to 20 characters
                    "wasm":2.0E10           | "a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1 | has 9 entries; at most 8
                    "upBytesPerSecond":1500000.0 | "upBytesPerSecond":-1 | it must be a finite number, 0 or more
                    "storageBytes":8589934592 | "storageBytes":1.5 | it must be a JSON integer
                    """)
    void what_no_device_can_be_is_refused(String right, String wrong, String sentence) {
        String text = WireCodec.encode(FULL);
        assertThat(text).contains(right);
        assertThatThrownBy(() -> WireCodec.decodeWorker(text.replace(right, wrong)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "seed":"7"           | "seed":7                     | Field 'seed' of compute_task.b.generate is 7; it must be a string.
                    "seed":"7"           | "seed":"0x7"                 | signed 64-bit integer
                    "seed":"7"           | "seed":"9223372036854775808" | signed 64-bit integer
                    "operand":"B"        | "operand":"C"                | one of A, B
                    "firstCol":4         | "firstCol":5                 | ends beyond stride 7
                    "firstRow":2         | "firstRow":-2                | from 0
                    "firstRow":2,"firstCol":4,"stride":7 | "firstRow":2147483647,"firstCol":4,"stride":2147483647 | beyond 2^53 - 1
                    """)
    void what_cannot_be_generated_is_refused(String right, String wrong, String sentence) {
        String text =
                "{\"type\":\"compute_task\",\"task\":1,\"job\":\"j\",\"chunk\":0,\"kernel\":\"matmul\",\"rows\":1,\"inner\":2,"
                        + "\"cols\":3,\"a\":{\"block\":1,\"rows\":1,\"cols\":2},\"b\":{\"block\":2,\"rows\":2,\"cols\":3,\"generate\":"
                        + "{\"generator\":\"philox4x32-10\",\"seed\":\"7\",\"operand\":\"B\",\"firstRow\":2,\"firstCol\":4,\"stride\":7}}}";
        assertThat(WireCodec.decodeServer(text)).isPresent();
        assertThat(text).contains(right);
        assertThatThrownBy(() -> WireCodec.decodeServer(text.replace(right, wrong)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void unknown_fields_are_ignored_and_unknown_types_of_the_orchestrator_too() {
        assertThat(WireCodec.decodeWorker("{\"type\":\"heartbeat\",\"mood\":[1,{\"x\":null}]}"))
                .isEqualTo(new WorkerMessage.Heartbeat());
        assertThat(WireCodec.decodeServer("{\"type\":\"sing_a_song\",\"verse\":3}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e3",
                "1.0",
                "true",
                "\"5\"",
                "[5]",
                "{}",
                "null",
                "9007199254740992",
                "-1",
                "1e400",
                "99999999999999999999"
            })
    void what_is_no_whole_number_in_range_is_refused(String value) {
        assertThatThrownBy(() -> WireCodec.decodeWorker("{\"type\":\"task_started\",\"task\":" + value + "}"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("Field 'task' of task_started");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.001", "1e999", "NaN", "Infinity", "\"NaN\"", "null", "\"3\"", "-1e999"})
    void compute_time_is_a_finite_number_and_not_negative(String value) {
        assertThatThrownBy(() -> WireCodec.decodeWorker(
                        "{\"type\":\"task_complete\",\"task\":1,\"bytes\":4,\"computeMs\":" + value + "}"))
                .isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"heartbeat\",\"type\":\"leave\"}",
                "{\"type\":\"heartbeat\"} x",
                "{'type':'heartbeat'}",
                "{\"type\":\"heartbeat\",}"
            })
    void text_that_parsers_read_differently_is_refused(String text) {
        assertThatThrownBy(() -> WireCodec.decodeWorker(text)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void deep_nesting_is_refused_without_a_stack_overflow() {
        String text = "{\"type\":\"heartbeat\",\"x\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
        assertThatThrownBy(() -> WireCodec.decodeWorker(text)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void text_over_64_kib_of_utf8_is_too_big_even_when_it_has_fewer_characters() {
        String text = "{\"type\":\"leave\",\"reason\":\"" + "€".repeat(30_000) + "\"}";
        assertThatThrownBy(() -> WireCodec.decodeWorker(text))
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_BIG));
    }

    @Test
    void a_sentence_names_the_field_the_value_and_the_limit() {
        assertThatThrownBy(() -> WireCodec.decodeWorker("{\"type\":\"task_started\",\"task\":-5}"))
                .hasMessage("Field 'task' of task_started is -5; it must be from 0 to 2^53 - 1.");
        assertThatThrownBy(() -> WireCodec.decodeWorker("{\"type\":\"sing\"}"))
                .hasMessageContaining("'sing'")
                .hasMessageContaining("register_worker");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Anna\\u0000\\u001b[31m           | Anna[31m
                    \\u202Egnp.exe\\u202C            | gnp.exe
                    a\\r\\nb\\tc                     | a b c
                    \\u2066x\\u2069\\u200F\\uFEFF    | x
                    """)
    void names_lose_control_and_direction_characters(String escaped, String clean) {
        var message = (WorkerMessage.RegisterWorker)
                WireCodec.decodeWorker(WireCodec.encode(FULL).replace("Anna's phone", escaped));
        assertThat(message.name()).isEqualTo(clean);
    }

    @Test
    void a_name_counts_characters_not_utf16_units_and_keeps_joined_emoji() {
        String forty = "👩\u200D🔬" + "🚀".repeat(37);
        assertThat(((WorkerMessage.RegisterWorker)
                                WireCodec.decodeWorker(WireCodec.encode(FULL).replace("Anna's phone", forty)))
                        .name())
                .isEqualTo(forty);
    }

    @Test
    void secrets_do_not_show_in_logs() {
        assertThat(FULL.toString()).doesNotContain("key").doesNotContain("s-1");
    }
}
