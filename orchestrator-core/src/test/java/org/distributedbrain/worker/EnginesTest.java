package org.distributedbrain.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnginesTest {

    @Test
    void a_speed_from_before_the_kernels_were_compiled_is_not_told() {
        assertThat(new Engines(0.3, null, 0).told(1).operationsPerSecond()).isEmpty();
        assertThat(new Engines(80, null, 0).told(1).operationsPerSecond()).containsEntry("vector", 80e9);
    }
}
