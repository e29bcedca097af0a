package org.distributedbrain.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.distributedbrain.wire.GoldenFrames.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Java codec agrees, byte for byte, with the examples that the page's codec is tested with. */
class GoldenFramesTest {

    @ParameterizedTest
    @MethodSource("validTexts")
    void valid_text_is_read_and_written_back_with_the_same_fields(Case golden) {
        String again = golden.toWorker()
                ? WireCodec.encode(WireCodec.decodeServer(golden.text()).orElseThrow())
                : WireCodec.encode(WireCodec.decodeWorker(golden.text()));

        JsonNode written = JsonMapper.shared().readTree(again);
        for (var field : golden.field("message").properties()) {
            assertThat(same(written.get(field.getKey()))).as(field.getKey()).isEqualTo(same(field.getValue()));
        }
    }

    @ParameterizedTest
    @MethodSource("validFrames")
    void valid_frames_are_read_and_written_back_byte_for_byte(Case golden) {
        ByteBuffer bytes = golden.bytes();
        DataFrame.Kind kind = golden.toWorker() ? DataFrame.Kind.OPERAND : DataFrame.Kind.RESULT;
        DataFrame frame = DataFrame.read(bytes, kind);

        JsonNode fields = golden.field("frame");
        assertThat(frame.id()).isEqualTo(fields.get("id").longValue());
        assertThat(frame.offset()).isEqualTo(fields.get("offset").longValue());
        assertThat(frame.count()).isEqualTo(fields.get("count").longValue());
        assertThat(bytes.position()).isEqualTo(DataFrame.HEADER_BYTES);
        ByteBuffer again = ByteBuffer.allocateDirect(DataFrame.HEADER_BYTES);
        frame.writeTo(again);
        assertThat(again.flip()).isEqualTo(golden.bytes().limit(DataFrame.HEADER_BYTES));
    }

    @ParameterizedTest
    @MethodSource("refusedByTheCodec")
    void invalid_examples_are_refused_with_their_code_in_one_sentence(Case golden) {
        ProtocolException refused = catchThrowableOfType(ProtocolException.class, () -> {
            if (golden.isText()) {
                WireCodec.decodeWorker(golden.text());
            } else {
                DataFrame.read(golden.bytes(), DataFrame.Kind.RESULT);
            }
        });

        assertThat(refused).isNotNull();
        assertThat(refused.code().word()).isEqualTo(golden.error());
        assertThat(refused.closeCode()).isEqualTo(golden.close());
        assertThat(refused.getMessage()).endsWith(".").doesNotContain("\n").hasSizeLessThan(400);
    }

    static Stream<Case> validTexts() {
        return GoldenFrames.all().filter(c -> c.valid() && c.isText());
    }

    static Stream<Case> validFrames() {
        return GoldenFrames.all().filter(c -> c.valid() && !c.isText());
    }

    /** The others depend on the state of a connection and are sent over a real one. */
    static Stream<Case> refusedByTheCodec() {
        return GoldenFrames.all()
                .filter(c -> !c.valid()
                        && (c.error().equals("bad_message")
                                || c.error().equals("bad_frame")
                                || c.error().equals("bad_protocol")));
    }

    /** Numbers compared by value: 8 and 8.0 are the same field. */
    private static Object same(JsonNode value) {
        return value.isNumber() ? (Object) value.doubleValue() : value;
    }
}
