package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.distributedbrain.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A result that a client has already, or has in part. */
class ResultApiTest extends HttpTestBase {
    private String path;
    private String etag;

    @BeforeEach
    void done() throws Exception {
        var id = json(post("{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6,\"colsB\":7,\"seed\":9}"))
                .path("id")
                .asString();
        path = "/api/v1/jobs/" + id + "/result";
        etag = '"' + id + '"';
    }

    private HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Test
    void it_has_a_tag_and_is_not_sent_again_to_who_has_it() throws Exception {
        assertThat(bytes(request(path)).headers().firstValue("ETag")).hasValue(etag);
        for (var tags : new String[] {etag, "W/" + etag, "\"another\", " + etag, "*"}) {
            var same = bytes(request(path).header("If-None-Match", tags));
            assertThat(same.statusCode()).as(tags).isEqualTo(304);
            assertThat(same.headers().firstValue("ETag")).hasValue(etag);
            assertThat(same.body()).isEmpty();
        }
        var other = bytes(request(path).header("If-None-Match", "\"another\""));
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(Samples.ones());
    }

    @Test
    void a_range_of_another_result_is_answered_with_everything() throws Exception {
        var rest = bytes(request(path).header("Range", "bytes=100-").header("If-Range", etag));
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).hasSize(Samples.ones().length - 100);
        var whole = bytes(request(path).header("Range", "bytes=100-").header("If-Range", "\"another\""));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(Samples.ones());
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-9,206,10", "bytes=0-,206,144", "none,200,144"})
    void a_head_tells_the_length_and_sends_nothing(String range, int status, long length) throws Exception {
        var head = bytes(request(path).header("Range", range).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(status);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(length);
        assertThat(head.headers().firstValue("ETag")).hasValue(etag);
        assertThat(head.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void a_range_beyond_the_end_is_refused() throws Exception {
        assertThat(bytes(request(path).header("Range", "bytes=5000-")).statusCode())
                .isEqualTo(416);
    }
}
