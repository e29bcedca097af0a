package org.distributedbrain.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.distributedbrain.job.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileTasksTest {
    private static final String TASK =
            "{\"type\":\"compute_task\",\"task\":17,\"job\":\"j\",\"chunk\":3,\"kernel\":\"mandelbrot\",\"firstRow\":0,"
                    + "\"rows\":64,\"firstCol\":128,\"cols\":256,\"parameters\":{\"re\":\"-1f00\"}}";

    @Test
    void a_task_with_parameters_has_no_operands() {
        assertThat(WireCodec.decodeServer(TASK))
                .contains(new ServerMessage.ComputeTile(
                        new TaskId(17), "j", 3, "mandelbrot", 0, 64, 128, 256, Map.of("re", "-1f00")));
        assertThat(WireCodec.encode(WireCodec.decodeServer(TASK).orElseThrow())).isEqualTo(TASK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "rows":64     | "rows":1000001                     | it must be from 1 to 1000000
                    "cols":256    | "cols":0                           | it must be from 1 to 1000000
                    "firstRow":0  | "firstRow":2147483600              | end beyond 2^31 - 1
                    "firstCol":128| "firstCol":-1                      | it must be from 0
                    {"re":"-1f00"}| {"re":5}                           | Field 're' of compute_task.parameters is 5; it must be a string.
                    {"re":"-1f00"}| {"r e":"5"}                        | has a wrong name
                    {"re":"-1f00"}| {"":"5"}                           | has a wrong name
                    {"re":"-1f00"}| ["re"]                             | it must be an object
                    """)
    void what_is_no_tile_is_refused(String right, String wrong, String sentence) {
        assertThat(TASK).contains(right);
        assertThatThrownBy(() -> WireCodec.decodeServer(TASK.replace(right, wrong)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void parameters_are_few_and_short() {
        assertThat(WireCodec.decodeServer(with(entries(32)))).isPresent();
        assertThatThrownBy(() -> WireCodec.decodeServer(with(entries(33))))
                .hasMessage("There are 33 entries in compute_task.parameters; at most 32 are allowed.");
        assertThat(WireCodec.decodeServer(with("\"x\":\"" + "7".repeat(4_000) + "\"")))
                .isPresent();
        assertThatThrownBy(() -> WireCodec.decodeServer(with("\"x\":\"" + "7".repeat(4_001) + "\"")))
                .hasMessage("Field 'x' of compute_task.parameters has 4001 characters; at most 4000 are allowed.");
    }

    private static String entries(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"p" + i + "\":\"\"").collect(Collectors.joining(","));
    }

    private static String with(String parameters) {
        return TASK.replace("\"re\":\"-1f00\"", parameters);
    }
}
