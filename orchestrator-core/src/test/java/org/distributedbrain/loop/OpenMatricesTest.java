package org.distributedbrain.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.MatmulSource.FileOperand;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.OperandRef;
import org.distributedbrain.kernel.matmul.MeasuredMatrix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenMatricesTest {
    private static final OperandId ID = new OperandId("b".repeat(64));

    @TempDir
    Path folder;

    private final List<Path> held = new ArrayList<>();
    private OpenMatrices matrices;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        file = Files.writeString(folder.resolve("B.csv"), "1,2\n3,4\n");
        matrices = new OpenMatrices(folder.resolve("scratch"), path -> {
            held.add(path);
            return () -> held.remove(path);
        });
    }

    @AfterEach
    void close() {
        matrices.close();
    }

    @Test
    void jobs_with_the_same_content_share_one_mapping() {
        try (MeasuredMatrix first = matrices.open(named(ID, false));
                MeasuredMatrix second = matrices.open(named(ID, false))) {
            assertThat(second.matrix()).isSameAs(first.matrix());
            assertThat(held).hasSize(2);
        }
        assertThat(held).isEmpty();
    }

    @Test
    void what_is_on_the_grid_stays_open_for_the_next_job_until_it_is_forgotten() {
        MeasuredMatrix first = matrices.open(named(ID, true));
        first.close();
        first.close();
        MeasuredMatrix second = matrices.open(named(ID, true));
        assertThat(second.matrix()).isSameAs(first.matrix());
        matrices.forget(ID);
        assertThat(second.matrix().at(1, 1)).isEqualTo(4);
        second.close();
        assertClosed(second);
        assertThat(held).isEmpty();
    }

    @Test
    void what_is_not_on_the_grid_is_closed_with_its_last_job() {
        MeasuredMatrix only = matrices.open(named(ID, false));
        only.close();
        assertClosed(only);
        MeasuredMatrix own = matrices.open(new FileOperand(file, null, null));
        own.close();
        assertClosed(own);
    }

    @Test
    void only_so_many_that_no_job_reads_stay_open() {
        List<MeasuredMatrix> opened = new ArrayList<>();
        for (int i = 0; i <= OpenMatrices.IDLE; i++) {
            opened.add(matrices.open(named(new OperandId("%064x".formatted(i)), true)));
        }
        opened.forEach(MeasuredMatrix::close);
        assertClosed(opened.getFirst());
        assertThat(opened.getLast().matrix().at(0, 1)).isEqualTo(2);
    }

    @Test
    void one_that_could_not_be_opened_is_tried_again_by_the_next_job() throws IOException {
        Files.writeString(file, "1,2\n3\n");
        assertThatThrownBy(() -> matrices.open(named(ID, true))).isInstanceOf(BadInput.class);
        assertThat(held).isEmpty();
        Files.writeString(file, "1,2\n3,4\n");
        try (MeasuredMatrix matrix = matrices.open(named(ID, true))) {
            assertThat(matrix.matrix().rows()).isEqualTo(2);
        }
    }

    private FileOperand named(OperandId id, boolean resident) {
        return new FileOperand(file, "B", new OperandRef(id, resident));
    }

    private static void assertClosed(MeasuredMatrix matrix) {
        assertThatThrownBy(() -> matrix.matrix().at(0, 0)).isInstanceOf(IllegalStateException.class);
    }
}
