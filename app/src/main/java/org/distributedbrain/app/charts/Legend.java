package org.distributedbrain.app.charts;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import org.distributedbrain.app.theme.Parts;

/** What the colours and textures of a chart mean. */
public final class Legend extends FlowPane {
    private static final int WIDTH = 20;
    private static final int HEIGHT = 12;

    /** One meaning. */
    public record Entry(String ink, Texture texture, String text, String tip) {}

    private final Map<Entry, ImageView> swatches = new LinkedHashMap<>();
    private final Inks inks;

    /** @param ground the ink that lies under the others */
    public Legend(String ground, Entry... entries) {
        getStyleClass().add("legend");
        String[] names = new String[entries.length + 1];
        names[0] = ground;
        for (int i = 0; i < entries.length; i++) {
            names[i + 1] = entries[i].ink;
        }
        inks = new Inks(() -> paint(ground), names);
        getChildren().add(inks);
        for (Entry entry : entries) {
            ImageView swatch = new ImageView();
            swatches.put(entry, swatch);
            Label label = new Label(entry.text, swatch);
            label.getStyleClass().add("legend-entry");
            Parts.tip(label, entry.tip);
            getChildren().add(label);
        }
        paint(ground);
    }

    private void paint(String ground) {
        swatches.forEach((entry, view) -> {
            Raster raster = new Raster();
            int ink = inks.rgb(entry.ink);
            raster.clear(WIDTH, HEIGHT, ink);
            int shade = Texture.shade(ink, inks.rgb(ground));
            for (int x = 0; x < WIDTH; x++) {
                raster.fill(x, 0, HEIGHT, entry.texture, ink, shade);
            }
            view.setImage(raster.image());
        });
    }
}
