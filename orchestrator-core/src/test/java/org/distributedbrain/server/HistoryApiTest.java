package org.distributedbrain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.Samples;
import org.distributedbrain.job.JobId;
import org.distributedbrain.job.JobSpec;
import org.distributedbrain.job.MatmulSize;
import org.distributedbrain.job.MatmulSource;
import org.junit.jupiter.api.Test;

/** Long lists: as pages, and as a table that is sent while it is read. */
class HistoryApiTest extends HttpTestBase {

    /** The ids, newest first. */
    private List<String> submit(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var spec = new JobSpec(new MatmulSource.Synthetic(new MatmulSize(5, 6, 7), i), "seed " + i);
            ids.addFirst(grid.submit(spec).id().value());
        }
        return ids;
    }

    @Test
    void following_next_tells_every_job_once_and_then_ends() throws Exception {
        var ids = submit(5);
        List<String> seen = new ArrayList<>();
        var path = "/api/v1/jobs?limit=2";
        for (String next = ""; next != null; ) {
            var page = json(get(next.isEmpty() ? path : path + "&after=" + next));
            page.path("jobs").forEach(job -> seen.add(job.path("id").asString()));
            next = page.has("next") ? page.path("next").asString() : null;
        }
        assertThat(seen).isEqualTo(ids);
    }

    @Test
    void faults_and_executions_have_a_next_while_there_may_be_more() throws Exception {
        grid.faults = List.of(Samples.FAULT);
        assertThat(json(get("/api/v1/faults?limit=1")).path("next").asString())
                .isEqualTo(Samples.FAULT.id().value());
        assertThat(json(get("/api/v1/faults?limit=2")).has("next")).isFalse();
        var id = submit(1).getFirst();
        grid.addExecutions(new JobId(id));
        var first = json(get("/api/v1/jobs/" + id + "/executions?limit=1"));
        assertThat(first.path("next").asLong()).isEqualTo(7);
        assertThat(json(get("/api/v1/jobs/" + id + "/executions?limit=2&after=7"))
                        .has("next"))
                .isFalse();
    }

    @Test
    void a_long_table_is_whole_and_sent_without_its_length_being_known() throws Exception {
        grid.endAtOnce = false;
        var ids = submit(1_100);
        var table = get("/api/v1/jobs.csv");
        assertThat(table.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(table.headers().firstValue("Content-Length")).isEmpty();
        var lines = table.body().lines().toList();
        assertThat(lines.subList(1, lines.size()).stream()
                        .map(line -> line.split(",", 2)[0])
                        .toList())
                .isEqualTo(ids);
        assertThat(get("/api/v1/jobs.csv?limit=1050").body().lines()).hasSize(1_051);
        assertThat(get("/api/v1/jobs.csv?limit=100001").statusCode()).isEqualTo(400);
    }

    @Test
    void a_head_of_the_table_sends_nothing() throws Exception {
        submit(3);
        var head = send(request("/api/v1/jobs.csv").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(head.body()).isEmpty();
    }
}
