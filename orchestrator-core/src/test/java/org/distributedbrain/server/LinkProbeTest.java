package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class LinkProbeTest extends HttpTestBase {

    private HttpRequest.Builder probe(String query) {
        return HttpRequest.newBuilder(URI.create(base + "/probe" + query));
    }

    @Test
    void it_gives_as_many_bytes_as_are_asked_for_and_no_cache_keeps_them() throws Exception {
        var answer = send(probe("?bytes=65536"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(65536);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void it_takes_bytes_and_forgets_them() throws Exception {
        var answer = send(probe("").POST(BodyPublishers.ofByteArray(new byte[1 << 20])));
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    @Test
    void it_gives_and_takes_a_mebibyte_at_most() throws Exception {
        var most = 1 << 20;
        assertThat(send(probe("?bytes=" + (most + 1))).body())
                .contains("bytes=1048577 is not possible: use a whole number from 1 to 1048576.");
        assertThat(send(probe("").POST(BodyPublishers.ofByteArray(new byte[most + 1])))
                        .statusCode())
                .isEqualTo(413);
    }
}
