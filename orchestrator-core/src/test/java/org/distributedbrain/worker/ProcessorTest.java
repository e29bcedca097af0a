package org.distributedbrain.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {
    @ParameterizedTest
    @CsvSource({
        "amd64,16,AVX-512",
        "amd64,8,AVX2",
        "x86_64,4,SSE",
        "aarch64,4,NEON",
        "aarch64,8,SVE",
        "riscv64,4,riscv64"
    })
    void instruction_sets_have_their_usual_names(String architecture, int lanes, String name) {
        assertThat(Processor.instructionSet(architecture, lanes)).isEqualTo(name);
    }

    @Test
    void this_computer_is_described_within_the_protocols_limits() {
        assertThat(Processor.describe(1, 8)).contains(" · 1 thread · ").hasSizeLessThanOrEqualTo(120);
        assertThat(Processor.model()).isNotBlank();
        assertThat(Processor.deviceKind()).isIn("laptop", "desktop", "server");
        assertThat(Processor.memoryBytes()).isGreaterThan(64L << 20);
    }
}
