package org.distributedbrain.app.tiles;

import java.util.Locale;
import org.distributedbrain.app.text.Texts;

/** What a tile is at. Where one pixel stands for several, the last of these that is among them is shown. */
public enum TileState {
    VERIFIED,
    /** Verified after another attempt had come to nothing. */
    REDONE,
    WAITING,
    VERIFYING,
    SENDING,
    COMPUTING;

    String styleClass() {
        return "tile-" + name().toLowerCase(Locale.ROOT);
    }

    public String words() {
        return Texts.of("tiles.state." + name().toLowerCase(Locale.ROOT));
    }
}
