package org.distributedbrain.app.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import org.distributedbrain.app.Fx;
import org.distributedbrain.app.OnScreen;
import org.distributedbrain.app.Samples;
import org.distributedbrain.app.live.Rows;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.WorkerId;
import org.distributedbrain.publish.WorkerState;
import org.distributedbrain.publish.WorkerView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cards leave when their workers are dropped from the list. */
class WorkerCardsTest {
    private final OnScreen screen = new OnScreen();
    private final Rows<WorkerId, WorkerView> workers = new Rows<>(WorkerView::id);
    private final WorkerView stays = worker("Stays", WorkerState.IDLE);
    private final WorkerView gone = worker("Gone", WorkerState.GONE);

    private static WorkerView worker(String name, WorkerState state) {
        return Samples.worker(name, "laptop", "wasm", "4 cores", state, 1, 9);
    }

    @BeforeAll
    static void startToolkit() throws Exception {
        Fx.startDark();
    }

    @BeforeEach
    void open() {
        Fx.run(() -> {
            workers.show(List.of(stays, gone));
            screen.open(new WorkerCards(workers.list(), new Selection(), (worker, click) -> {}), 700, 200);
        });
        screen.place("Gone");
    }

    @AfterEach
    void close() {
        Fx.run(screen.stage()::hide);
    }

    @Test
    void one_that_is_dropped_fades_away_and_the_others_keep_their_cards() {
        Node card = Fx.get(() -> card("worker-gone"));
        List<Double> faded = new CopyOnWriteArrayList<>();
        Fx.run(() -> {
            card.opacityProperty().subscribe(now -> faded.add(now.doubleValue()));
            workers.show(List.of(stays));
        });
        OnScreen.until(() -> Fx.get(() -> card("worker-gone") == null));
        assertThat(faded).hasSizeGreaterThan(2).anyMatch(opacity -> opacity < 0.4);
        Node other = Fx.get(() -> card("worker-idle"));
        assertThat(other.getOpacity()).isEqualTo(1);
    }

    @Test
    void nothing_moves_for_a_person_who_wants_no_motion() {
        Node card = Fx.get(() -> card("worker-gone"));
        Fx.run(() -> {
            screen.stage().getScene().getPreferences().setReducedMotion(true);
            workers.show(List.of(stays));
        });
        OnScreen.until(() -> Fx.get(() -> card("worker-gone") == null));
        assertThat(card.getOpacity()).isEqualTo(0.65);
    }

    private Node card(String state) {
        return screen.stage().getScene().getRoot().lookupAll("." + state).stream()
                .filter(node -> Parts.isSeen(node) && node.getStyleClass().contains("worker-card"))
                .findFirst()
                .orElse(null);
    }
}
