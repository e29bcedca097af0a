package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.distributedbrain.persist.Facts.NOON;

import java.nio.file.Path;
import java.time.Instant;
import org.distributedbrain.job.BadInput;
import org.distributedbrain.job.OperandId;
import org.distributedbrain.job.StoredOperand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperandStoreTest {
    @TempDir
    Path folder;

    private SqlJobStore store;

    @BeforeEach
    void open() {
        store = SqlJobStore.open(folder.resolve("brain.db"), NOON);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_is_put_is_there_after_a_restart_with_those_put_last_first() {
        StoredOperand first = store.put(operand("a", "A.npy", NOON));
        StoredOperand second = store.put(operand("b", "B.npy", NOON.plusSeconds(1)));
        store.close();
        open();
        assertThat(store.operands()).containsExactly(second, first);
        assertThat(store.operand(first.id())).contains(first);
        assertThat(store.operand(id("c"))).isEmpty();
    }

    @Test
    void the_same_content_put_again_only_gets_the_new_name() {
        store.put(operand("a", "A.npy", NOON));
        assertThat(store.put(operand("a", "weights", NOON.plusSeconds(9)))).isEqualTo(operand("a", "weights", NOON));
        assertThat(store.operands()).hasSize(1);
    }

    @Test
    void its_last_use_is_kept() {
        store.put(operand("a", "A.npy", NOON));
        store.used(id("a"), NOON.plusSeconds(5));
        assertThat(store.operand(id("a")).orElseThrow().usedAt()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void what_is_removed_is_gone() {
        store.put(operand("a", "A.npy", NOON));
        assertThat(store.remove(id("a"))).isTrue();
        assertThat(store.remove(id("a"))).isFalse();
        assertThat(store.operands()).isEmpty();
    }

    @Test
    void only_so_many_are_taken() {
        for (int i = 0; i < OperandStore.LIMIT; i++) {
            store.put(operand("%04x".formatted(i), "M", NOON));
        }
        assertThatThrownBy(() -> store.put(operand("ffff", "M", NOON)))
                .isInstanceOf(BadInput.class)
                .hasMessage("1000 matrices are on the grid already, and no more can be: remove one with"
                        + " ./brain operands rm ID.");
        assertThat(store.put(operand("0000", "again", NOON)).name()).isEqualTo("again");
    }

    private static OperandId id(String digits) {
        return new OperandId(digits + "0".repeat(64 - digits.length()));
    }

    private static StoredOperand operand(String digits, String name, Instant at) {
        return new StoredOperand(id(digits), name, 3, 4, 176, at, null);
    }
}
