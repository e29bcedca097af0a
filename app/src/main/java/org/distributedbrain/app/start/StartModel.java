package org.distributedbrain.app.start;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.start.GridStarter.Running;

/** The way from options to a running orchestrator: starting, running, or failed with ways out. Used on the screen thread. */
public final class StartModel<M> {

    /** Where the start is. */
    public sealed interface Phase<M> {}

    public record Starting<M>() implements Phase<M> {}

    /** @param model what was made of the running orchestrator, off the screen thread */
    public record Ready<M>(Running running, M model) implements Phase<M> {}

    public record Failed<M>(ConsoleOptions options, String sentence) implements Phase<M> {}

    private final GridStarter starter;
    private final Tasks tasks;
    private final Function<Running, M> make;
    private final Consumer<String> told;
    private final ReadOnlyObjectWrapper<Phase<M>> phase = new ReadOnlyObjectWrapper<>(this, "phase", new Starting<>());

    /** @param told gets the sentence of a failure as well, for those who look at the terminal */
    public StartModel(GridStarter starter, Tasks tasks, Function<Running, M> make, Consumer<String> told) {
        this.starter = starter;
        this.tasks = tasks;
        this.make = make;
        this.told = told;
    }

    public ReadOnlyObjectProperty<Phase<M>> phase() {
        return phase.getReadOnlyProperty();
    }

    public void start(ConsoleOptions options) {
        phase.set(new Starting<>());
        tasks.run("start", () -> begin(options), phase::set, sentence -> {
            told.accept(sentence);
            phase.set(new Failed<>(options, sentence));
        });
    }

    private Ready<M> begin(ConsoleOptions options) throws Exception {
        Running running = starter.start(options);
        try {
            return new Ready<>(running, make.apply(running));
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }
}
