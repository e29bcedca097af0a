package org.distributedbrain.app.palette;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteModelTest {
    private final List<Command> commands = new ArrayList<>();
    private final PaletteModel model = new PaletteModel(() -> commands);

    @Test
    void the_beginnings_of_words_fit_best_and_a_missing_letter_does_not_fit_at_all() {
        add("Now jobless", "Jobs", "New job", "Workers");
        model.open();
        model.typed().set("nj");
        assertThat(names()).startsWith("New job").doesNotContain("Workers", "Jobs");
    }

    @Test
    void letters_in_a_row_fit_better_than_letters_apart() {
        add("Save the result", "Settings");
        model.open();
        model.typed().set("set");
        assertThat(names()).startsWith("Settings");
    }

    @Test
    void all_is_offered_before_anything_is_typed_but_no_more_than_can_be_read() {
        IntStream.range(0, 2_000).forEach(i -> add("Worker " + i));
        model.open();
        assertThat(names()).hasSize(50).startsWith("Worker 0");
    }

    @Test
    void it_opens_with_nothing_typed_and_with_what_can_be_done_now() {
        add("Jobs");
        model.open();
        model.typed().set("zzz");
        assertThat(names()).isEmpty();
        add("Workers");
        model.open();
        assertThat(names()).containsExactly("Jobs", "Workers");
    }

    private void add(String... names) {
        for (String name : names) {
            commands.add(new Command(name, "View", "", () -> {}));
        }
    }

    private List<String> names() {
        return model.matches().stream().map(Command::name).toList();
    }
}
