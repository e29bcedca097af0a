package org.distributedbrain.app.join;

import java.net.URI;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.distributedbrain.Grid;
import org.distributedbrain.Invitation;
import org.distributedbrain.app.live.Tasks;

/** The addresses under which devices can join, and what they are good for. */
public final class JoinModel {
    private final Grid grid;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Invitation> invitation;

    /** Made off the screen thread: it asks the grid. */
    public JoinModel(Grid grid, Tasks tasks) {
        this.grid = grid;
        this.tasks = tasks;
        this.invitation = new ReadOnlyObjectWrapper<>(this, "invitation", grid.invitation());
    }

    public ReadOnlyObjectProperty<Invitation> invitation() {
        return invitation.getReadOnlyProperty();
    }

    /** Host and port, without the key. */
    public ObservableValue<String> address() {
        return invitation.map(i -> i.best().getAuthority());
    }

    public ObservableValue<String> sentence() {
        return invitation.map(JoinModel::sentence);
    }

    /** Asks again: addresses come and go with networks and tunnels. */
    public void refresh() {
        tasks.run("invitation", grid::invitation, invitation::set, sentence -> {});
    }

    static String sentence(Invitation invitation) {
        URI best = invitation.best();
        if (invitation.loopbackOnly()) {
            return "Only this computer can reach this address. To invite others nearby, start with: ./brain\u00a0--host\u00a00.0.0.0";
        }
        if ("https".equals(best.getScheme())) {
            return "Scan the code with a phone, or open the address on any computer, and tap Join: its browser"
                    + " computes from then on.";
        }
        return "Scan the code with a phone, or open the address on any computer in this network, and tap Join. Without"
                + " https browsers compute on the processor, not the GPU.";
    }
}
