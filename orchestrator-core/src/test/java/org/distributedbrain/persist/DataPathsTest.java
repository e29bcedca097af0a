package org.distributedbrain.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.distributedbrain.job.BadInput;
import org.junit.jupiter.api.Test;

class DataPathsTest {
    private static final Path HOME = Path.of(System.getProperty("user.home"), ".distributed-brain");

    @Test
    void without_a_word_it_is_a_folder_at_home() {
        assertThat(DataPaths.resolve(null, Map.of())).isEqualTo(new DataPaths(HOME, HOME.resolve("brain.db")));
        assertThat(DataPaths.resolve(null, Map.of("BRAIN_DATA", " ", "DATABASE_PATH", "")))
                .isEqualTo(DataPaths.in(HOME));
    }

    @Test
    void the_environment_names_another_and_the_command_line_wins() {
        Map<String, String> environment = Map.of("BRAIN_DATA", "/srv/brain");
        assertThat(DataPaths.resolve(null, environment).root()).isEqualTo(Path.of("/srv/brain"));
        assertThat(DataPaths.resolve(Path.of("/tmp/x/../y"), environment).root())
                .isEqualTo(Path.of("/tmp/y"));
    }

    @Test
    void the_database_can_be_elsewhere() {
        assertThat(DataPaths.resolve(Path.of("/srv/brain"), Map.of("DATABASE_PATH", "/var/lib/brain.db")))
                .isEqualTo(new DataPaths(Path.of("/srv/brain"), Path.of("/var/lib/brain.db")));
    }

    @Test
    void what_is_no_path_is_named() {
        assertThatThrownBy(() -> DataPaths.resolve(null, Map.of("BRAIN_DATA", "a\0b")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("The variable BRAIN_DATA is ")
                .hasMessageEndingWith("set it to a path, or remove it.");
    }
}
