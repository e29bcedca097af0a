package org.distributedbrain.app.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.distributedbrain.app.settings.Settings;
import org.distributedbrain.job.Partition;
import org.distributedbrain.job.Priority;
import org.distributedbrain.job.Verification;
import org.junit.jupiter.api.Test;

class JobDefaultsTest {
    private final Settings settings = Settings.load(Path.of("none"));

    @Test
    void what_was_chosen_is_remembered() {
        JobDefaults defaults = new JobDefaults(settings);
        defaults.verification().set(Verification.CPU);
        defaults.priority().set(Priority.LOW);
        defaults.partition().set(Partition.ROWS);
        JobDefaults later = new JobDefaults(settings);
        assertThat(later.verification().get()).isEqualTo(Verification.CPU);
        assertThat(later.priority().get()).isEqualTo(Priority.LOW);
        assertThat(later.partition().get()).isEqualTo(Partition.ROWS);
    }

    @Test
    void a_word_that_means_nothing_is_as_good_as_none() {
        settings.put("job.priority", "utmost");
        settings.put("job.verification", "");
        JobDefaults defaults = new JobDefaults(settings);
        assertThat(defaults.priority().get()).isEqualTo(Priority.NORMAL);
        assertThat(defaults.verification().get()).isEqualTo(Verification.FREIVALDS);
    }
}
