package org.distributedbrain.app.palette;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The commands that fit what is typed, best first. */
public final class PaletteModel {
    /** More than anybody reads through; there may be thousands of workers. */
    private static final int SHOWN = 50;

    private final Supplier<List<Command>> source;
    private final StringProperty typed = new SimpleStringProperty(this, "typed", "");
    private final ObservableList<Command> matches = FXCollections.observableArrayList();
    private List<Command> all = List.of();

    /** @param source asked each time the palette opens */
    public PaletteModel(Supplier<List<Command>> source) {
        this.source = source;
        typed.subscribe(text -> match());
    }

    public StringProperty typed() {
        return typed;
    }

    public ObservableList<Command> matches() {
        return matches;
    }

    /** Begins anew with nothing typed. */
    public void open() {
        all = source.get();
        typed.set("");
        match();
    }

    private record Scored(Command command, int score) {}

    /** The better fit first, then the shorter name, of which more was typed; as they came while nothing is typed. */
    private static Comparator<Scored> order(boolean nothingTyped) {
        Comparator<Scored> better = Comparator.comparingInt(Scored::score).reversed();
        return nothingTyped
                ? better
                : better.thenComparingInt(scored -> scored.command().name().length());
    }

    private void match() {
        matches.setAll(all.stream()
                .map(command -> new Scored(command, Matching.score(typed.get(), command.name())))
                .filter(scored -> scored.score() != Matching.NONE)
                .sorted(order(typed.get().isBlank()))
                .limit(SHOWN)
                .map(Scored::command)
                .toList());
    }
}
