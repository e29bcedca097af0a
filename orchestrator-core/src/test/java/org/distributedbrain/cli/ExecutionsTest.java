package org.distributedbrain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.distributedbrain.job.JobId;
import org.distributedbrain.server.api.Json;
import org.junit.jupiter.api.Test;

class ExecutionsTest extends CliTestBase {
    private String job() {
        assertThat(brain("submit", "matmul", "--size", "4", "--json")).isZero();
        return Json.MAPPER.readTree(out()).path("id").asString();
    }

    @Test
    void attempts_are_a_table_with_a_row_each() {
        var id = job();
        assertThat(brain("executions", id)).isZero();
        assertThat(out()).isEqualTo("No chunk of this job has come back yet.\n");
        grid.addExecutions(new JobId(id));
        assertThat(brain("executions", id)).isZero();
        assertThat(out()).isEqualTo("""
                        chunk  worker      at  queued    sent  computed  returned  checked     out      in  outcome
                            4  Pixel   0.0 ms  1.0 ms  2.0 ms     27 ms    4.0 ms   3.0 ms  4.1 kB  1.0 kB  verified
                            5  Bob     1.0 ms  2.0 ms       –         –         –        –  4.1 kB     0 B  lost
                        """);
        assertThat(err()).isEmpty();
    }

    @Test
    void json_is_one_document_and_a_limit_says_that_there_is_more() {
        var id = job();
        grid.addExecutions(new JobId(id));
        assertThat(brain("executions", id, "--json", "--limit", "1")).isZero();
        var document = Json.MAPPER.readTree(out());
        assertThat(document.path("executions").size()).isEqualTo(1);
        assertThat(document.path("next").asLong()).isEqualTo(7);
        assertThat(err()).isEqualTo("There may be more: ask for them with --limit.\n");
        assertThat(brain("executions", id, "--limit", "0")).isEqualTo(2);
        assertThat(err()).isEqualTo("--limit 0 is not possible: use a whole number from 1 to 100000.\n");
    }
}
