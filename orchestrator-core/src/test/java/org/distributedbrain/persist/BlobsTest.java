package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.distributedbrain.job.OperandId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobsTest {
    private static final Duration LONG = Blobs.SPARE_LIFE.plusMinutes(1);

    @TempDir
    Path folder;

    private final Set<OperandId> onTheGrid = new HashSet<>();
    private Instant now = Instant.now();
    private Path file;
    private Blobs blobs;

    @BeforeEach
    void open() throws IOException {
        file = Files.writeString(folder.resolve("A.csv"), "1,2\n3,4\n");
        blobs = start();
    }

    private Blobs start() {
        return new Blobs(folder.resolve("blobs"), onTheGrid::contains, () -> now);
    }

    @Test
    void a_copy_is_found_by_its_content_under_the_name_of_the_file() throws IOException {
        OperandId id = blobs.copy(file);
        Blobs.Blob blob = blobs.find(id).orElseThrow();
        assertThat(blob.name()).isEqualTo("A.csv");
        assertThat(blob.file()).hasSameBinaryContentAs(file);
        assertThat(blobs.idOf(blob.file())).contains(id);
        assertThat(blobs.idOf(file)).isEmpty();
        assertThat(blobs.copy(file)).isEqualTo(id);
        assertThat(stored()).hasSize(1);
    }

    @Test
    void a_file_that_nothing_needs_goes_after_an_hour() throws IOException {
        blobs.copy(file);
        now = now.plus(LONG);
        blobs.sweep();
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_file_that_was_wanted_again_stays_another_hour() throws IOException {
        OperandId id = blobs.copy(file);
        now = now.plus(LONG);
        assertThat(blobs.find(id)).isPresent();
        blobs.sweep();
        assertThat(stored()).hasSize(1);
    }

    @Test
    void a_file_that_a_job_reads_stays_and_goes_an_hour_after_the_last_has_ended() throws IOException {
        OperandId id = blobs.copy(file);
        Path blob = blobs.find(id).orElseThrow().file();
        Blobs.Hold first = blobs.hold(blob);
        Blobs.Hold second = blobs.hold(blob);
        first.close();
        first.close();
        now = now.plus(LONG);
        blobs.sweep();
        assertThat(stored()).hasSize(1);
        second.close();
        blobs.sweep();
        assertThat(stored()).hasSize(1);
        now = now.plus(LONG);
        blobs.sweep();
        assertThat(stored()).isEmpty();
    }

    @Test
    void who_waits_for_a_file_to_be_let_go_learns_it_at_once() throws Exception {
        OperandId id = blobs.copy(file);
        Blobs.Hold hold = blobs.hold(blobs.find(id).orElseThrow().file());
        assertThat(blobs.isHeld(id, Duration.ZERO)).isTrue();
        Thread ending = Thread.startVirtualThread(hold::close);
        assertThat(blobs.isHeld(id, Duration.ofSeconds(20))).isFalse();
        ending.join();
    }

    @Test
    void a_file_on_the_grid_stays_until_it_is_removed_from_there() throws IOException {
        OperandId id = blobs.copy(file);
        onTheGrid.add(id);
        now = now.plus(LONG);
        blobs.sweep();
        blobs.refuse(id);
        assertThat(stored()).hasSize(1);
        onTheGrid.remove(id);
        blobs.removed(id);
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_refused_submission_takes_its_file_away_unless_another_comes_for_it_or_has_it() throws IOException {
        OperandId id = blobs.copy(file);
        blobs.refuse(id);
        assertThat(stored()).isEmpty();
        blobs.copy(file);
        assertThat(blobs.claim(id)).isTrue();
        blobs.refuse(id);
        assertThat(stored()).hasSize(1);
        blobs.accept(id);
        blobs.refuse(id);
        assertThat(stored()).hasSize(1);
    }

    @Test
    void a_new_start_removes_what_was_arriving_and_what_is_old_and_keeps_the_rest() throws IOException {
        Path old = blobs.find(blobs.copy(file)).orElseThrow().file();
        Path young = blobs.find(blobs.copy(Files.writeString(folder.resolve("B.csv"), "5,6\n")))
                .orElseThrow()
                .file();
        Files.writeString(blobs.folder().resolve("x" + Blobs.ARRIVING), "half");
        Files.setLastModifiedTime(old, java.nio.file.attribute.FileTime.from(now.minus(LONG)));
        Blobs again = start();
        again.sweep();
        assertThat(stored()).containsExactly(young.getFileName().toString());
    }

    private List<String> stored() throws IOException {
        try (var files = Files.list(folder.resolve("blobs"))) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}
