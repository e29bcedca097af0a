package org.distributedbrain.app.tiles;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.distributedbrain.app.text.Texts;
import org.distributedbrain.app.theme.Figures;
import org.distributedbrain.app.theme.Parts;
import org.distributedbrain.job.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * The tile map of a job with its legend: coloured by state or by worker; the mouse or the arrow keys go from tile to tile and read their stories.
 */
public final class TileMapPane extends VBox {
    /** More workers than these are said together. */
    private static final int NAMED = TileCanvas.COLOURS;

    private final TilesModel model;
    private final TileCanvas canvas = new TileCanvas();
    private final FlowPane legend = new FlowPane(14, 4);
    private final Label story = Parts.paragraph("", "muted", "small", "tile-story");
    private boolean byWorker;
    private boolean brief;
    private int cursor = -1;
    private @Nullable TileMap shown;

    public TileMapPane(TilesModel model) {
        this.model = model;
        getStyleClass().add("tile-map");
        story.setId("tile-story");
        legend.setAlignment(Pos.CENTER_LEFT);
        legend.getStyleClass().add("tile-legend");
        canvas.setId("tile-map");
        canvas.setFocusTraversable(true);
        canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        VBox.setVgrow(canvas, Priority.ALWAYS);
        canvas.setOnMouseMoved(e -> read(canvas.tileAt(e.getX(), e.getY())));
        canvas.setOnMouseExited(e -> read(-1));
        canvas.setOnMousePressed(e -> canvas.requestFocus());
        canvas.setOnKeyPressed(e -> {
            if (move(e.getCode())) {
                e.consume();
            }
        });
        HBox head = new HBox(Parts.label(Texts.of("tiles.title"), "section-title"), Parts.spring(), choice());
        head.setAlignment(Pos.CENTER_LEFT);
        head.setSpacing(8);
        getChildren().setAll(head, canvas, legend, story);
        model.version().subscribe(now -> look());
    }

    /** One for where there is little room: a tile's story is in the place of the legend, and only while one is read. */
    public static TileMapPane brief(TilesModel model) {
        TileMapPane pane = new TileMapPane(model);
        pane.brief = true;
        pane.getChildren().removeAll(pane.legend, pane.story);
        StackPane words = new StackPane(pane.legend, pane.story);
        words.setAlignment(Pos.TOP_LEFT);
        pane.legend.setAlignment(Pos.TOP_LEFT);
        pane.getChildren().add(words);
        pane.read(-1);
        return pane;
    }

    private SegmentedButton choice() {
        return new SegmentedButton(mode(Texts.of("tiles.by_state"), false), mode(Texts.of("tiles.by_worker"), true));
    }

    private ToggleButton mode(String words, boolean workers) {
        ToggleButton button = new ToggleButton(words);
        button.setId(workers ? "tiles-by-worker" : "tiles-by-state");
        button.setSelected(workers == byWorker);
        button.setOnAction(e -> {
            byWorker = workers;
            button.setSelected(true);
            look();
        });
        return button;
    }

    private void look() {
        TileMap map = model.map();
        if (map != shown) {
            shown = map;
            cursor = -1;
        }
        canvas.show(map, byWorker);
        legend.getChildren().setAll(map == null ? List.of() : byWorker ? workers(map) : states(map));
        read(cursor);
    }

    private List<Node> states(TileMap map) {
        int[] counts = map.counts();
        return List.of(TileState.values()).reversed().stream()
                .filter(state -> counts[state.ordinal()] > 0 || state == TileState.VERIFIED)
                .map(state -> key(state.styleClass(), "", state.words() + " " + Figures.whole(counts[state.ordinal()])))
                .toList();
    }

    private List<Node> workers(TileMap map) {
        List<WorkerId> all = map.workers();
        List<Node> keys = new ArrayList<>();
        for (int i = 0; i < Math.min(NAMED, all.size()); i++) {
            keys.add(key(TileCanvas.workerClass(i), TileCanvas.letter(i), model.name(all.get(i))));
        }
        if (all.size() > NAMED) {
            keys.add(Parts.label(Texts.of("tiles.others", Figures.whole(all.size() - NAMED)), "muted", "small"));
        }
        if (all.isEmpty()) {
            keys.add(Parts.label(Texts.of("tiles.nobody"), "muted", "small"));
        }
        return keys;
    }

    private static Node key(String styleClass, String letter, String words) {
        Label swatch = Parts.label(letter, "tile-swatch", styleClass);
        swatch.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        Label label = Parts.label(words, "small");
        label.setGraphic(swatch);
        label.setMaxWidth(220);
        Parts.tip(label, words);
        return label;
    }

    private boolean move(KeyCode code) {
        TileMap map = shown;
        if (map == null) {
            return false;
        }
        int across = TileCanvas.across(map.grid());
        int step = switch (code) {
            case LEFT -> -1;
            case RIGHT -> 1;
            case UP -> -across;
            case DOWN -> across;
            default -> 0;
        };
        if (step == 0) {
            return false;
        }
        read(cursor < 0 ? 0 : Math.clamp((long) cursor + step, 0, map.grid().chunks() - 1));
        return true;
    }

    private void read(int tile) {
        TileMap map = shown;
        cursor = map == null ? -1 : tile;
        canvas.cursor(cursor);
        String words = map == null
                ? Texts.of("tiles.none")
                : tile < 0 ? Texts.of("tiles.hint") : TileText.story(map, tile, model::name, ZoneId.systemDefault());
        story.setText(words);
        boolean told = !brief || map == null || tile >= 0;
        story.setVisible(told);
        legend.setVisible(!brief || !told);
        canvas.setAccessibleText(Texts.of("tiles.accessible", words));
    }
}
