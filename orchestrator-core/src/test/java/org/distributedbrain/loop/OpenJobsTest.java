package org.distributedbrain.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenJobsTest {
    @TempDir
    Path folder;

    private final NoLinks links = new NoLinks();
    private OpenJobs jobs;
    private TestJob job;

    @BeforeEach
    void open() {
        jobs = new OpenJobs(id -> folder.resolve(id + ".npy"));
        job = new TestJob(folder, 1);
        jobs.add(job.id, job.open);
    }

    @Test
    void a_released_job_is_not_found_and_what_it_left_is_removed() {
        jobs.release(job.id, false, links);
        assertThat(jobs.get(job.id)).isNull();
        await().until(() -> Files.list(folder).toList().isEmpty());
    }

    @Test
    void operands_stay_open_while_they_are_computed_with_or_read_by_a_socket() {
        job.open.contents(List.of(job.chunk(0).a()));
        links.read(job.chunk(0).a().id());
        job.open.use();
        jobs.release(job.id, false, links);
        links.finish();
        assertThat(job.open.inUse(links)).isTrue();
        assertThat(job.operands.a().at(0, 0)).isFinite();
        links.read(job.chunk(0).a().id());
        job.open.unuse();
        assertThat(job.open.inUse(links)).isTrue();
        assertThat(job.operands.a().at(0, 0)).isFinite();
        links.finish();
        await().until(() -> Files.list(folder).toList().isEmpty());
    }

    @Test
    void a_sealed_result_is_kept_only_when_it_is_to_be() throws Exception {
        Path kept = Files.writeString(job.path, "whole");
        jobs.release(job.id, true, links);
        await().until(() -> Files.list(folder).toList().equals(List.of(kept)));
        jobs.release(job.id, false, links);
        assertThat(kept).doesNotExist();
    }

    @Test
    void closing_lets_go_of_every_job_and_leaves_on_the_disk_what_was_written() throws Exception {
        jobs.close();
        assertThat(jobs.get(job.id)).isNull();
        assertThat(Files.list(folder).toList()).containsExactly(folder.resolve(job.id + ".npy.part"));
    }

    @Test
    void a_job_that_ended_while_it_was_being_opened_again_leaves_nothing() throws Exception {
        TestJob other = new TestJob(folder, 2);
        jobs.expect(other.id);
        jobs.release(other.id, false, links);
        jobs.arrive(other.id, other.open);
        assertThat(jobs.get(other.id)).isNull();
        assertThat(Files.list(folder).toList()).containsExactly(folder.resolve(job.id + ".npy.part"));
    }
}
