package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CertificateApiTest extends HttpTestBase {
    private static final String SIZES = "{\"kernel\":\"matmul\",\"rowsA\":5,\"colsA\":6,\"colsB\":7,\"seed\":9}";

    @Test
    void a_certificate_that_cannot_be_made_says_why() throws Exception {
        var job = post(SIZES).headers().firstValue("Location").orElseThrow();
        var refused = get(job + "/certificate");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(detail(refused)).contains("has no certificate: its result is NOT VERIFIED");
        assertThat(get("/api/v1/jobs/00000000-0000-4000-8000-000000000000/certificate")
                        .statusCode())
                .isEqualTo(404);
    }
}
