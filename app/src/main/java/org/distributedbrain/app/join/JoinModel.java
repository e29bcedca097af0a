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
import org.distributedbrain.Invitation.Kind;
import org.distributedbrain.Invitation.Way;
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

    private final ObservableValue<Way> shown;
    private Set<WorkerId> connected = Set.of();
    private int guests;

    /** Made off the screen thread: it asks the grid. */
    public JoinModel(Grid grid, Tasks tasks) {
        this.grid = grid;
        this.tasks = tasks;
        this.invitation = new ReadOnlyObjectWrapper<>(this, "invitation", grid.invitation());
        this.shown = Bindings.createObjectBinding(this::pick, invitation, chosen);
    }

    private Way pick() {
        Invitation now = invitation.get();
        URI wanted = chosen.get();
        return now.ways().stream()
                .filter(way -> way.url().equals(wanted))
                .findFirst()
                .orElse(now.ways().getFirst());
    }

    public ReadOnlyObjectProperty<Invitation> invitation() {
        return invitation.getReadOnlyProperty();
    }

    /** The way in that the code shows: the best one, or the one that was chosen while it is there. */
    public ObservableValue<Way> shown() {
        return shown;
    }

    /** Its address. */
    public ObservableValue<String> url() {
        return shown.map(way -> way.url().toString());
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
        return shown.map(way -> invitation.get().loopbackOnly()
                ? Texts.of("join.sentence.alone")
                : Texts.of("join.sentence." + key(way.kind())));
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

    /** What the certificate of https is known by, or empty where the shown way needs none. */
    public ObservableValue<String> fingerprint() {
        return shown.map(way -> way.kind() == Kind.LAN_HTTPS ? invitation.get().fingerprint() : "");
    }

    /** A way in, in a few words. */
    static String name(Kind kind) {
        return Texts.of("join.kind." + key(kind));
    }

    private static String key(Kind kind) {
        return switch (kind) {
            case TUNNEL -> "tunnel";
            case PUBLIC -> "public";
            case LAN_HTTPS -> "lan-https";
            case LAN_HTTP -> "lan-http";
            case LOOPBACK -> "loopback";
        };
    }
}
