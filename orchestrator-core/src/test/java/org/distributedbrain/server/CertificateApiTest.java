package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.distributedbrain.certificate.CertifiedJobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CertifiedJobs.Provider.class)
class CertificateApiTest extends HttpTestBase {
    private static final String SIZES = "{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6,\"colsB\":7,\"seed\":9}";

    @Test
    void a_certificate_is_given_as_it_was_signed(CertifiedJobs jobs) throws Exception {
        grid.certificate = jobs.get("spot").signed();
        var job = post(SIZES).headers().firstValue("Location").orElseThrow();
        var answer = get(job + "/certificate");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(grid.certificate.bytes());
    }

    @Test
    void one_that_cannot_be_made_says_why() throws Exception {
        var job = post(SIZES).headers().firstValue("Location").orElseThrow();
        var refused = get(job + "/certificate");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(detail(refused)).contains("has no certificate: its result is NOT VERIFIED");
        assertThat(get("/api/v1/jobs/00000000-0000-4000-8000-000000000000/certificate")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void nobody_but_the_operator_gets_one() throws Exception {
        var job = post(SIZES).headers().firstValue("Location").orElseThrow();
        assertThat(send(HttpRequest.newBuilder(URI.create(base + job + "/certificate")))
                        .statusCode())
                .isEqualTo(401);
    }
}
