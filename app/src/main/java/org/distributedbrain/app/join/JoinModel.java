package org.distributedbrain.app.join;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.distributedbrain.Grid;
import org.distributedbrain.Invitation;
import org.distributedbrain.Invitation.Door;
import org.distributedbrain.Invitation.Reach;
import org.distributedbrain.app.live.Tasks;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.jspecify.annotations.Nullable;

/** The addresses under which devices can join, what they are good for, and the door that opens and closes. */
public final class JoinModel {
    private final Grid grid;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Invitation> invitation;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    /** Which address was chosen by hand, or null. */
    private final ObjectProperty<@Nullable URI> chosen = new SimpleObjectProperty<>(this, "chosen");

    private final ObservableValue<URI> shown;
    private Set<WorkerId> connected = Set.of();
    private int guests;

    /** Made off the screen thread: it asks the grid. */
    public JoinModel(Grid grid, Tasks tasks) {
        this.grid = grid;
        this.tasks = tasks;
        this.invitation = new ReadOnlyObjectWrapper<>(this, "invitation", grid.invitation());
        this.shown = Bindings.createObjectBinding(this::pick, invitation, chosen);
    }

    private URI pick() {
        Invitation now = invitation.get();
        URI wanted = chosen.get();
        return wanted != null && now.all().contains(wanted) ? wanted : now.best();
    }

    public ReadOnlyObjectProperty<Invitation> invitation() {
        return invitation.getReadOnlyProperty();
    }

    /** The address in the code: the best one, or the one that was chosen while it is there. */
    public ObservableValue<URI> shown() {
        return shown;
    }

    public void choose(URI address) {
        chosen.set(address);
    }

    /** While the door or the key is being changed. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** Why the last change was refused; empty when it was not. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Host and port, without the key. */
    public ObservableValue<String> address() {
        return invitation.map(i -> i.best().getAuthority());
    }

    public ObservableValue<String> sentence() {
        return shown.map(address -> invitation.get().loopbackOnly()
                ? Texts.of("join.sentence.alone")
                : Texts.of("join.sentence." + word(address)));
    }

    /** How many joined with the present key. */
    public ObservableValue<String> joined() {
        return invitation.map(i -> i.joined() == 0
                ? Texts.of("join.joined.none")
                : Texts.of("join.joined", Figures.count(i.joined(), "device")));
    }

    /** Connected workers that are not on this computer. */
    public int guests() {
        return guests;
    }

    public boolean isOpen() {
        return invitation.get().door() != Door.CLOSED;
    }

    /** Lets devices in this computer's networks join, or no longer. */
    public void open(boolean wanted) {
        if (wanted != isOpen()) {
            change("door", () -> grid.openDoor(wanted));
        }
    }

    /** Makes every earlier invitation useless. */
    public void renew() {
        change("renew", grid::renewJoinKey);
    }

    private void change(String name, Callable<Invitation> work) {
        busy.set(true);
        problem.set("");
        tasks.run(name, work, this::changed, sentence -> {
            problem.set(sentence);
            busy.set(false);
        });
    }

    private void changed(Invitation now) {
        invitation.set(now);
        busy.set(false);
    }

    /** Asks again: addresses come and go with networks and tunnels. */
    public void refresh() {
        tasks.run("invitation", grid::invitation, invitation::set, sentence -> {});
    }

    /** Somebody may have joined. */
    public void show(List<WorkerView> workers) {
        Set<WorkerId> here = workers.stream()
                .filter(worker -> worker.state() != WorkerState.GONE)
                .map(WorkerView::id)
                .collect(Collectors.toSet());
        guests = (int) workers.stream()
                .filter(worker ->
                        here.contains(worker.id()) && !worker.address().startsWith("127."))
                .count();
        if (!here.equals(connected)) {
            connected = here;
            refresh();
        }
    }

    /** What an address is good for, in a line. */
    static String reach(URI address) {
        return Texts.of("join.reach." + word(address));
    }

    private static String word(URI address) {
        return switch (Reach.of(address)) {
            case SECURE -> "secure";
            case NETWORK -> "network";
            case THIS_COMPUTER -> "here";
        };
    }
}
