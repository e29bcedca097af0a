package org.distributedbrain.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.distributedbrain.app.FakeStarter;
import org.distributedbrain.app.ImmediateTasks;
import org.junit.jupiter.api.Test;

class StartModelTest {
    private static final ConsoleOptions OPTIONS = ConsoleOptions.local(8080);

    private final FakeStarter starter = new FakeStarter();
    private final List<String> told = new ArrayList<>();
    private final StartModel<String> start =
            new StartModel<>(starter, new ImmediateTasks(), running -> "model", told::add);

    @Test
    void a_failure_is_shown_and_told_and_another_port_is_a_way_out() {
        starter.failWith("Port 8080 is in use: choose another one.");
        start.start(OPTIONS);
        assertThat(start.phase().get())
                .isEqualTo(new StartModel.Failed<String>(OPTIONS, "Port 8080 is in use: choose another one."));
        assertThat(told).containsExactly("Port 8080 is in use: choose another one.");

        starter.succeed();
        start.start(OPTIONS.withPort(0));
        assertThat(start.phase().get()).isInstanceOf(StartModel.Ready.class);
        assertThat(starter.asked()).extracting(ConsoleOptions::port).containsExactly(8080, 0);
    }

    @Test
    void an_orchestrator_that_cannot_be_shown_is_ended() {
        StartModel<String> broken = new StartModel<>(
                starter,
                new ImmediateTasks(),
                running -> {
                    throw new IllegalStateException("The view could not be made.");
                },
                told::add);
        broken.start(OPTIONS);
        assertThat(broken.phase().get()).isInstanceOf(StartModel.Failed.class);
        assertThat(starter.closed()).isEqualTo(1);
    }
}
